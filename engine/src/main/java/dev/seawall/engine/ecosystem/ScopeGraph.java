package dev.seawall.engine.ecosystem;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who needs whom in a lock file, to tell what only development needs where the format does not say it itself. */
public final class ScopeGraph {
    private final Map<String, Set<String>> needs = new HashMap<>();

    /** States that one package needs another. */
    public void add(String from, String to) {
        needs.computeIfAbsent(from, name -> new LinkedHashSet<>()).add(to);
    }

    /** What is reached from the development roots and from no production root. */
    public Set<String> developmentOnly(Collection<String> production, Collection<String> development) {
        Set<String> found = reach(development);
        found.removeAll(reach(production));
        return found;
    }

    private Set<String> reach(Collection<String> roots) {
        Deque<String> open = new ArrayDeque<>(roots);
        Set<String> seen = new HashSet<>(roots);
        while (!open.isEmpty()) {
            needs.getOrDefault(open.remove(), Set.of()).stream()
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return seen;
    }
}
