package dev.seawall.server.events;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param number in the order of their commits; gaps are possible
 * @param topic for example {@code scan.stored}
 * @param content JSON
 */
public record Event(long number, String topic, String content, Instant at) {}
