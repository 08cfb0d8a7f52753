package dev.seawall.server.inventory;

import java.util.List;

/** Searches the findings of every target's newest scan. */
public interface FindingStore {
    /**
     * Findings by falling priority.
     *
     * @param priority of the last one seen, {@link Long#MAX_VALUE} at first
     * @param number of the last one seen
     */
    List<StoredFinding> page(FindingFilter filter, long priority, long number, int limit);

    /** How many there are in all. */
    long count(FindingFilter filter);

    /** What findings are grouped by. */
    enum By {
        /** What mends them: package and version, or what the rule advises. */
        FIX,
        /** CVE or check. */
        RULE,
        /** What was scanned. */
        IMAGE
    }

    /** Groups by falling priority and count. */
    List<FindingGroup> groups(By by, FindingFilter filter, int offset, int limit);
}
