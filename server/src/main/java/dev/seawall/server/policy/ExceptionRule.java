package dev.seawall.server.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A waiver: findings it matches are excepted until it ends.
 *
 * @param rule CVE, check or rule id; {@code *} for any
 * @param target name of what was scanned; may end in {@code *}; empty for any
 * @param pkg name of the package; empty for any
 * @param path within the target; may end in {@code *}; empty for any
 * @param expiresAt null for no end
 * @param untilFixed ends where a fix is known
 * @param hits how many findings it excepts now
 * @param version grows with every change, for ETags
 */
public record ExceptionRule(
        String id,
        String rule,
        String target,
        String pkg,
        String path,
        String owner,
        String reason,
        @Nullable Instant expiresAt,
        boolean untilFixed,
        String createdBy,
        Instant createdAt,
        long hits,
        long version) {}
