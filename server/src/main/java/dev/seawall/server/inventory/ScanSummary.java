package dev.seawall.server.inventory;

import java.time.Instant;

/**
 * A stored scan without its report.
 *
 * @param target id of what was scanned
 * @param kind of the target, as reports have it
 * @param actor who stored it
 * @param passed whether the policy it was judged by passed
 */
public record ScanSummary(
        String id,
        String target,
        String kind,
        String name,
        String digest,
        Instant at,
        String actor,
        boolean passed,
        Counts counts) {
    /** As grants name it, for example {@code image:shop/app:1}. */
    public String scope() {
        return kind + ":" + name;
    }
}
