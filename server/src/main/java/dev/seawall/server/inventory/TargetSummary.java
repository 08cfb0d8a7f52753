package dev.seawall.server.inventory;

import java.time.Instant;

/**
 * Something that was scanned, with its newest scan.
 *
 * @param running how many containers the agents saw running it
 */
public record TargetSummary(
        String id,
        String kind,
        String name,
        String digest,
        String scan,
        Instant scannedAt,
        boolean passed,
        Counts counts,
        long running) {
    /** As grants name it. */
    public String scope() {
        return kind + ":" + name;
    }
}
