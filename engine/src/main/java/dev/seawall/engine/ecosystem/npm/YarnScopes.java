package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.format.Located;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which blocks of a yarn.lock are reached from the development dependencies of a project alone. */
final class YarnScopes {
    private final Map<String, YarnBlock> byDescriptor = new HashMap<>();
    private final Map<String, List<YarnBlock>> byName = new HashMap<>();
    private final List<YarnBlock> workspaces = new ArrayList<>();

    YarnScopes(List<YarnBlock> blocks) {
        for (YarnBlock block : blocks) {
            for (String descriptor : block.descriptors()) {
                byDescriptor.put(descriptor, block);
                byName.computeIfAbsent(YarnBlock.nameOf(descriptor), name -> new ArrayList<>())
                        .add(block);
            }
            if (block.isWorkspace()) {
                workspaces.add(block);
            }
        }
    }

    /** Blocks reached from {@code devDependencies} and from nothing else; none where there is no manifest. */
    Set<YarnBlock> developmentOnly(Located manifest) {
        Set<YarnBlock> development = reach(roots(manifest, List.of("devDependencies")));
        if (development.isEmpty()) {
            return Set.of();
        }
        Deque<YarnBlock> needed = roots(manifest, List.of("dependencies", "optionalDependencies", "peerDependencies"));
        if (workspaces.size() > 1) {
            workspaces.stream().filter(w -> !isRoot(w)).forEach(needed::add);
        }
        development.removeAll(reach(needed));
        return development;
    }

    private static boolean isRoot(YarnBlock workspace) {
        return workspace.descriptors().stream().anyMatch(d -> d.endsWith("@workspace:."));
    }

    private Deque<YarnBlock> roots(Located manifest, List<String> groups) {
        Deque<YarnBlock> roots = new ArrayDeque<>();
        for (String group : groups) {
            manifest.get(group).fields().forEach((name, range) -> roots.addAll(find(name, range.text())));
        }
        return roots;
    }

    /** The block of an exact descriptor, else every block of that name: doubt keeps a package in production. */
    private List<YarnBlock> find(String name, String range) {
        for (String separator : List.of("@", "@npm:")) {
            YarnBlock exact = byDescriptor.get(name + separator + range);
            if (exact != null) {
                return List.of(exact);
            }
        }
        return byName.getOrDefault(name, List.of());
    }

    private Set<YarnBlock> reach(Deque<YarnBlock> open) {
        Set<YarnBlock> seen = new HashSet<>(open);
        Set<List<YarnBlock>> followed = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            open.remove().dependencies().forEach((name, range) -> {
                List<YarnBlock> next = find(name, range);
                if (next.size() == 1 || followed.add(next)) {
                    next.stream().filter(seen::add).forEach(open::add);
                }
            });
        }
        return seen;
    }
}
