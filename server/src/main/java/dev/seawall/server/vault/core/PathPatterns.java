package dev.seawall.server.vault.core;

import java.util.List;

/** Lists of paths as backends declare them: exact, with a star at the end, or with plus signs for one segment. */
final class PathPatterns {
    private PathPatterns() {}

    static boolean match(List<String> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
        boolean prefix = pattern.endsWith("*");
        String fixed = prefix ? pattern.substring(0, pattern.length() - 1) : pattern;
        if (!fixed.contains("+")) {
            return prefix ? path.startsWith(fixed) : path.equals(fixed);
        }
        String[] mine = fixed.split("/", -1);
        String[] theirs = path.split("/", -1);
        if (theirs.length < mine.length || (!prefix && theirs.length != mine.length)) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            boolean same = mine[i].equals("+")
                    || mine[i].equals(theirs[i])
                    || (prefix && i == mine.length - 1 && theirs[i].startsWith(mine[i]));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
