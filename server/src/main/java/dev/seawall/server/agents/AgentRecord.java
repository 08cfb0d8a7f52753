package dev.seawall.server.agents;

import java.time.Instant;

/**
 * An agent that enrolled.
 *
 * @param group of hosts, for scopes {@code hosts:GROUP}
 * @param serial of its newest certificate, hexadecimal
 * @param seenAt when it last sent something
 * @param expiresAt of its certificate
 * @param acknowledged the number up to which everything it sent is kept
 * @param facts of its host, JSON
 * @param health of itself, JSON
 */
public record AgentRecord(
        String id,
        String name,
        String group,
        String serial,
        String version,
        Instant enrolledAt,
        Instant seenAt,
        Instant expiresAt,
        boolean revoked,
        long acknowledged,
        String facts,
        String health) {}
