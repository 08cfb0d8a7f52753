package dev.seawall.server.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token, without its secret.
 *
 * @param account whose it is
 * @param limit the most it allows, of what the account may do
 * @param usedAt when it was last shown, to the minute; null where never
 */
public record Token(
        String id,
        String account,
        String name,
        Grant limit,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {}
