package dev.seawall.server.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding of the newest scan of its target.
 *
 * @param number order among findings of equal priority
 * @param severity 4 critical, 3 high, 2 medium, 1 low, 0 unknown
 * @param status {@code open}, {@code excepted} or as the report says
 * @param place path within the target
 * @param practices ids with spaces between
 * @param firstSeen when the target's scans showed it first
 */
public record StoredFinding(
        long number,
        String target,
        String targetName,
        String fingerprint,
        String rule,
        String kind,
        int severity,
        String status,
        String title,
        String pkg,
        String version,
        String fixState,
        String fixVersion,
        String place,
        long priority,
        boolean kev,
        @Nullable Double epss,
        String practices,
        Instant firstSeen) {}
