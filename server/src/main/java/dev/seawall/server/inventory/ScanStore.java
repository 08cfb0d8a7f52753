package dev.seawall.server.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps scans and what they were about. */
public interface ScanStore {
    /** Stores a scan; its findings take the place of those its target had. */
    void put(NewScan scan);

    /** A scan by its id. */
    Optional<ScanSummary> scan(String id);

    /** The report of a scan, compressed with gzip. */
    Optional<byte[]> report(String id);

    /**
     * Scans, newest first.
     *
     * @param target id, or empty for all
     * @param before time of the last one seen; ties are ordered by id
     */
    List<ScanSummary> scans(String target, Visible visible, Instant before, String beforeId, int limit);

    /** Removes a scan that is not the newest of its target, or the target with it where it is the only one. */
    boolean remove(String id);

    /** A target by its id. */
    Optional<TargetSummary> target(String id);

    /** Targets after a name, by name; {@code kind} and {@code text} are empty for all. */
    List<TargetSummary> targets(String kind, String text, Visible visible, String after, int limit);

    /** How many targets {@link #targets} gives in all. */
    long targetCount(String kind, String text, Visible visible);

    /** Removes reports older than a time but the newest of each target. */
    long prune(Instant before);
}
