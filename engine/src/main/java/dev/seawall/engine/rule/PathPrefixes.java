package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Paths by their components: a path matches where one of these is it or a folder above it. */
final class PathPrefixes {
    private final Map<String, PathPrefixes> names = new HashMap<>();
    private final List<Map.Entry<Glob, PathPrefixes>> patterns = new ArrayList<>();
    private boolean ends;

    void add(String path) {
        PathPrefixes node = this;
        for (String component : path.split("/+")) {
            if (!component.isEmpty()) {
                node = node.child(component);
            }
        }
        node.ends = true;
    }

    private PathPrefixes child(String component) {
        if (!Glob.isPattern(component)) {
            return names.computeIfAbsent(component, any -> new PathPrefixes());
        }
        PathPrefixes child = new PathPrefixes();
        patterns.add(Map.entry(new Glob(component, false), child));
        return child;
    }

    boolean match(String path) {
        return match(path, 0);
    }

    private boolean match(String path, int from) {
        if (ends) {
            return true;
        }
        int start = from;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        if (start >= path.length()) {
            return false;
        }
        int slash = path.indexOf('/', start);
        return below(path, start, slash < 0 ? path.length() : slash);
    }

    private boolean below(String path, int start, int end) {
        if (!names.isEmpty()) {
            PathPrefixes named = names.get(path.substring(start, end));
            if (named != null && named.match(path, end)) {
                return true;
            }
        }
        for (int i = 0; i < patterns.size(); i++) {
            Map.Entry<Glob, PathPrefixes> each = patterns.get(i);
            if (each.getKey().matches(path, start, end) && each.getValue().match(path, end)) {
                return true;
            }
        }
        return false;
    }
}
