package dev.seawall.engine.check.rbac;

import dev.seawall.engine.check.tree.PlainTree;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Map;

/** The rule of cluster-admin. */
final class Everything {
    static final SourceMap RULE =
            PlainTree.ofMap(Map.of("apiGroups", List.of("*"), "resources", List.of("*"), "verbs", List.of("*")));

    private Everything() {}
}
