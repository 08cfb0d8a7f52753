package dev.seawall.server.inventory;

import java.time.Instant;
import java.util.List;

/**
 * A report about to be stored.
 *
 * @param kind of the target, {@code image} for example
 * @param report the whole report as JSON, compressed with gzip
 */
public record NewScan(
        String id,
        String kind,
        String name,
        String digest,
        Instant at,
        String actor,
        boolean passed,
        List<StoredFinding> findings,
        byte[] report) {
    /** Open findings by severity. */
    public Counts counts() {
        long[] by = new long[5];
        findings.stream()
                .filter(finding -> finding.status().equals("open"))
                .forEach(finding -> by[finding.severity()]++);
        return new Counts(by[4], by[3], by[2], by[1], by[0]);
    }
}
