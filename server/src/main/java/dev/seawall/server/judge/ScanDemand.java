package dev.seawall.server.judge;

import dev.seawall.engine.policy.JudgeOptions;
import dev.seawall.engine.scan.ScanOptions;
import java.time.Duration;
import java.util.Set;

/**
 * What a scan must say before an image may be used.
 *
 * @param judging which findings fail
 * @param kinds the scanners
 * @param patience how long one who asks for an image waits for its first scan
 * @param onDemand whether an image nobody has scanned is scanned when it is asked for; else it is refused
 * @param maxAge scans older than this are done again
 * @param artifacts whether what cannot be scanned, such as a chart, may be used all the same
 */
public record ScanDemand(
        JudgeOptions judging,
        Set<ScanOptions.Kind> kinds,
        Duration patience,
        boolean onDemand,
        Duration maxAge,
        boolean artifacts) {
    /** Copies the set. */
    public ScanDemand {
        kinds = Set.copyOf(kinds);
    }
}
