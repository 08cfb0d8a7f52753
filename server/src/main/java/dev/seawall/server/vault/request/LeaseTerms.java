package dev.seawall.server.vault.request;

import java.time.Duration;
import java.util.Map;

/**
 * How long an answer is good for, and what the engine needs to renew or take it back.
 *
 * @param ttl zero for the mount's default
 * @param maxTtl zero for the mount's
 */
public record LeaseTerms(Duration ttl, Duration maxTtl, boolean renewable, Map<String, Object> internal) {
    public LeaseTerms {
        internal = Map.copyOf(internal);
    }
}
