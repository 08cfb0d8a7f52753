package dev.seawall.server.auth;

import java.time.Instant;

/**
 * A browser that is logged in.
 *
 * @param csrf what every changing request must carry in a header
 * @param address from where it was opened
 * @param seenAt to the minute
 */
public record Session(
        String account, String csrf, String address, Instant createdAt, Instant seenAt, Instant expiresAt) {}
