package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.format.Located;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which packages of a version 9 pnpm-lock.yaml only development needs: it no longer says so, its graph does. */
final class PnpmScopes {
    private final Map<String, Located> snapshots;

    private PnpmScopes(Map<String, Located> snapshots) {
        this.snapshots = snapshots;
    }

    /** Keys of {@code packages} (without peer suffixes) reached from development dependencies alone. */
    static Set<String> developmentOnly(Located lock) {
        PnpmScopes scopes = new PnpmScopes(lock.get("snapshots").fields());
        Collection<Located> importers = lock.get("importers").fields().values();
        Set<String> development = scopes.reach(roots(importers, List.of("devDependencies")));
        development.removeAll(scopes.reach(roots(importers, List.of("dependencies", "optionalDependencies"))));
        return development;
    }

    private static Deque<String> roots(Collection<Located> importers, List<String> groups) {
        Deque<String> roots = new ArrayDeque<>();
        for (Located importer : importers) {
            for (String group : groups) {
                importer.get(group)
                        .fields()
                        .forEach((name, entry) ->
                                roots.add(key(name, entry.get("version").text())));
            }
        }
        return roots;
    }

    /** An alias resolves to {@code real@1.0.0}, everything else to a bare version. */
    private static String key(String name, String version) {
        boolean alias = version.indexOf('@', 1) > 0 && version.indexOf('(') < 0 && version.indexOf(':') < 0;
        return alias ? version : name + "@" + version;
    }

    private Set<String> reach(Deque<String> open) {
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Located snapshot = snapshots.getOrDefault(open.remove(), Located.MISSING);
            for (String group : List.of("dependencies", "optionalDependencies")) {
                snapshot.get(group).fields().forEach((name, version) -> {
                    String next = key(name, version.text());
                    if (seen.add(next)) {
                        open.add(next);
                    }
                });
            }
        }
        return seen.stream().map(PnpmScopes::withoutPeers).collect(Collectors.toSet());
    }

    private static String withoutPeers(String key) {
        int open = key.indexOf('(');
        return open < 0 ? key : key.substring(0, open);
    }
}
