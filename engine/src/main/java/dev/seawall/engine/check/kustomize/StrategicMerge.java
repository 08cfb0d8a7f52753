package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kubernetes' strategic merge: maps by key, known lists by the key of their items, other lists replaced. */
final class StrategicMerge {
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("containers", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("ephemeralContainers", "name"),
            Map.entry("env", "name"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("volumeDevices", "devicePath"),
            Map.entry("volumes", "name"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("hostAliases", "ip"),
            Map.entry("topologySpreadConstraints", "topologyKey"),
            Map.entry("secrets", "name"),
            Map.entry("subjects", ""),
            Map.entry("ownerReferences", "uid"));
    private static final Set<String> OWN = Set.of(
            "",
            "apps",
            "batch",
            "networking.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "autoscaling",
            "storage.k8s.io");

    private final boolean known;

    private StrategicMerge(boolean known) {
        this.known = known;
    }

    /** The tree with a patch merged in; null where the patch deletes it. */
    static @Nullable SourceMap apply(SourceMap root, SourceMap patch, String group) {
        return new StrategicMerge(OWN.contains(group)).map(root, patch) instanceof SourceMap map ? map : null;
    }

    private @Nullable Object map(SourceMap base, SourceMap patch) {
        String directive = patch.text("$patch");
        if (directive.equals("delete")) {
            return null;
        }
        if (directive.equals("replace")) {
            return Trees.without(patch, "$patch");
        }
        SourceMap.Builder merged = new SourceMap.Builder();
        base.forEach((key, value) -> {
            if (!patch.containsKey(key)) {
                merged.put(key, value, base.mark(key));
            } else if (patch.get(key) != null) {
                Object joined = join(key, value, patch.get(key));
                if (joined != null) {
                    boolean own = joined instanceof SourceMap;
                    merged.put(key, joined, own ? base.mark(key) : patch.mark(key));
                }
            }
        });
        patch.forEach((key, value) -> {
            if (!base.containsKey(key) && value != null && !key.startsWith("$")) {
                Object cleaned = cleaned(value);
                if (cleaned != null) {
                    merged.put(key, cleaned, patch.mark(key));
                }
            }
        });
        return merged.build();
    }

    /** A value that is new: its own nulls and directives are gone. */
    private @Nullable Object cleaned(@Nullable Object value) {
        return value instanceof SourceMap map ? map(SourceMap.EMPTY, map) : value;
    }

    private @Nullable Object join(String key, @Nullable Object base, @Nullable Object patch) {
        if (base instanceof SourceMap before && patch instanceof SourceMap after) {
            return map(before, after);
        }
        if (base instanceof SourceList before && patch instanceof SourceList after) {
            String by = known ? keyOf(key, before, after) : "";
            return by.isEmpty() ? after : list(before, after, by);
        }
        return cleaned(patch);
    }

    private static String keyOf(String key, SourceList before, SourceList after) {
        if (key.equals("ports")) {
            boolean container = before.maps().stream().anyMatch(port -> port.containsKey("containerPort"))
                    || after.maps().stream().anyMatch(port -> port.containsKey("containerPort"));
            return container ? "containerPort" : "port";
        }
        return KEYS.getOrDefault(key, "");
    }

    /** The patch's items in its order, merged with their twins; behind them the base's others, as Kustomize has it. */
    private SourceList list(SourceList before, SourceList after, String by) {
        boolean replaced = after.maps().stream().anyMatch(StrategicMerge::replacesAll);
        SourceList.Builder merged = new SourceList.Builder();
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < after.size(); i++) {
            int twin = replaced ? -1 : find(before, after.get(i), by);
            boolean both = twin >= 0 && before.get(twin) instanceof SourceMap && after.get(i) instanceof SourceMap;
            used.add(both ? twin : -1);
            Object item = both ? join("", before.get(twin), after.get(i)) : cleaned(after.get(i));
            boolean directive = after.get(i) instanceof SourceMap map && replacesAll(map);
            if (item != null && !directive) {
                merged.add(item, both ? before.mark(twin) : after.mark(i));
            }
        }
        for (int i = 0; !replaced && i < before.size(); i++) {
            if (!used.contains(i)) {
                merged.add(before.get(i), before.mark(i));
            }
        }
        return merged.build();
    }

    private static boolean replacesAll(SourceMap item) {
        return item.size() == 1 && item.text("$patch").equals("replace");
    }

    private static int find(SourceList list, @Nullable Object item, String by) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof SourceMap candidate
                    && item instanceof SourceMap map
                    && map.containsKey(by)
                    && Objects.equals(candidate.get(by), map.get(by))
                    && protocol(candidate).equals(protocol(map))) {
                return i;
            }
        }
        return -1;
    }

    private static String protocol(SourceMap port) {
        boolean isPort = port.containsKey("containerPort") || port.containsKey("port");
        return isPort && !port.text("protocol").isEmpty() ? port.text("protocol") : "TCP";
    }
}
