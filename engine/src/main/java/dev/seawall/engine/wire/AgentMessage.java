package dev.seawall.engine.wire;

import java.time.Instant;

/**
 * One thing an agent tells its server.
 *
 * @param sequence from 1, without gaps, in the order of the agent's spool
 * @param kind {@code facts}, {@code health}, {@code inventory} or {@code event}
 * @param at by the agent's clock
 * @param content JSON
 */
public record AgentMessage(long sequence, String kind, Instant at, String content) {}
