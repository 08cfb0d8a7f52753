package dev.seawall.agent.watch;

/**
 * What a watch has seen.
 *
 * @param events lost ones included
 * @param lost because the reader was too slow
 */
public record WatchCounts(long events, long lost, long alerts) {}
