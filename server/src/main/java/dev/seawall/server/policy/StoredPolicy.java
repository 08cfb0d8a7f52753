package dev.seawall.server.policy;

import java.time.Instant;

/**
 * A policy.
 *
 * @param content YAML, as {@code --policy} reads it
 * @param mode {@code off}, {@code observe} or {@code enforce}
 * @param version grows with every change, for ETags
 */
public record StoredPolicy(
        String name, String content, String mode, String updatedBy, Instant updatedAt, long version) {}
