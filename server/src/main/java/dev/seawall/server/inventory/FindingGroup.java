package dev.seawall.server.inventory;

/**
 * Findings that belong together.
 *
 * @param key what they share: a rule, a target's id, or package and version that mend them (the rule where no
 *     version does, but something else)
 * @param title of one of them, or the target's name
 * @param count how many findings
 * @param targets in how many targets
 * @param severity the worst, as in {@link StoredFinding}
 * @param priority the highest
 * @param exploited how many are known to be exploited
 */
public record FindingGroup(
        String key, String title, long count, long targets, int severity, long priority, long exploited) {}
