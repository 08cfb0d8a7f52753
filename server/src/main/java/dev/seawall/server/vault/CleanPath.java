package dev.seawall.server.vault;

import java.util.ArrayList;
import java.util.List;

/** Paths without empty segments, "." and "..": a path with any is answered with where it would lead. */
final class CleanPath {
    private CleanPath() {}

    static String of(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path.startsWith("/") ? path : "/" + path;
        }
        List<String> kept = new ArrayList<>();
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..") && !kept.isEmpty()) {
                kept.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                kept.add(segment);
            }
        }
        boolean slash = segments.length > 0 && segments[segments.length - 1].isEmpty() && !kept.isEmpty();
        return "/" + String.join("/", kept) + (slash ? "/" : "");
    }
}
