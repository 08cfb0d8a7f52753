package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.SourceMap;

/** Labels and annotations of one object put onto those of another. */
final class StrategicOf {
    private StrategicOf() {}

    static SourceMap metadata(SourceMap root, SourceMap with) {
        SourceMap made = root;
        for (String key : new String[] {"labels", "annotations"}) {
            SourceMap added = with.map("metadata").map(key);
            if (!added.isEmpty()) {
                SourceMap both = new SourceMap.Builder()
                        .putAll(made.map("metadata").map(key))
                        .putAll(added)
                        .build();
                made = Trees.update(
                        made,
                        "metadata." + key,
                        new Trees.Change(true, with.map("metadata").mark(key), old -> both));
            }
        }
        return made;
    }
}
