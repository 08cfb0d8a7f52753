package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.SeawallException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that replace the defaults of checks, by check id or alias. A Gatekeeper constraint counts as the parameters of
 * {@code gatekeeper:<its kind in lower case>}.
 */
public final class CheckParameters {
    /** No parameters. */
    public static final CheckParameters NONE = new CheckParameters(Map.of());

    private final Map<String, SourceMap> byName;

    private CheckParameters(Map<String, SourceMap> byName) {
        this.byName = byName;
    }

    /**
     * Reads a parameter file.
     *
     * @param name as errors name it
     */
    public static CheckParameters parse(String name, byte[] content) {
        Map<String, SourceMap> all = new LinkedHashMap<>();
        for (TreeDocument document : YamlTree.parse(content)) {
            if (document.problem() != null || !(document.root() instanceof SourceMap root)) {
                String why = document.problem() == null ? "it is no map" : document.problem();
                throw new SeawallException(
                        "read the parameters " + name, why, "Write check ids with their parameters below");
            }
            if (root.text("apiVersion").startsWith("constraints.gatekeeper.sh/")) {
                String alias = "gatekeeper:" + root.text("kind").toLowerCase(Locale.ROOT);
                all.put(alias, root.map("spec").map("parameters"));
            } else {
                root.keySet().forEach(key -> all.put(key, root.map(key)));
            }
        }
        return new CheckParameters(all);
    }

    /** True where values for this check were given, even none. */
    boolean names(Check check) {
        return byName.containsKey(check.id()) || check.aliases().stream().anyMatch(byName::containsKey);
    }

    /** The values a check runs with: its defaults, then those by alias, then those by id. */
    Map<String, @Nullable Object> of(Check check) {
        if (byName.isEmpty() || !names(check)) {
            return check.parameters();
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(check.parameters());
        check.aliases().forEach(alias -> merged.putAll(byName.getOrDefault(alias, SourceMap.EMPTY)));
        merged.putAll(byName.getOrDefault(check.id(), SourceMap.EMPTY));
        return merged;
    }
}
