package dev.seawall.server.vault.policy;

import java.util.Comparator;

/**
 * A rule that matches more than one path. Of several that match, the greatest counts: the one whose first wildcard comes
 * later, then one without a star at the end, then fewer single-segment wildcards, then the longer, then the later in the
 * alphabet.
 */
record WildcardRule(String path, boolean prefix, int firstWildcard, int segmentWildcards, Permissions permissions)
        implements Comparable<WildcardRule> {
    private static final Comparator<WildcardRule> ORDER = Comparator.comparingInt(WildcardRule::firstWildcard)
            .thenComparing(rule -> !rule.prefix())
            .thenComparing(WildcardRule::segmentWildcards, Comparator.reverseOrder())
            .thenComparingInt(rule -> rule.path().length())
            .thenComparing(WildcardRule::path);

    static WildcardRule of(PathRule rule) {
        int plus = rule.path().indexOf('+');
        int pluses = 0;
        for (String segment : rule.path().split("/", -1)) {
            pluses += segment.equals("+") ? 1 : 0;
        }
        return new WildcardRule(
                rule.path(),
                rule.prefix(),
                plus < 0 || pluses == 0 ? rule.path().length() : plus,
                pluses,
                rule.permissions());
    }

    boolean matches(String asked) {
        String[] mine = path.split("/", -1);
        String[] theirs = asked.split("/", -1);
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

    /** Whether a path below a mount could match. */
    boolean mayReach(String mountPath) {
        String[] mine = path.split("/", -1);
        String[] theirs = mountPath.replaceAll("/$", "").split("/", -1);
        for (int i = 0; i < theirs.length; i++) {
            if (i >= mine.length) {
                return prefix;
            }
            boolean last = i == mine.length - 1;
            if (!mine[i].equals("+")
                    && !mine[i].equals(theirs[i])
                    && !(last && prefix && theirs[i].startsWith(mine[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(WildcardRule other) {
        return ORDER.compare(this, other);
    }
}
