package dev.seawall.agent.learn;

import java.util.SortedSet;

/**
 * What a container was seen to do.
 *
 * @param calls system calls by name
 * @param capabilities those it used
 * @param programs paths of what it executed
 * @param written files it opened for writing, made, renamed or removed
 * @param connections {@code address:port/protocol} it connected to
 * @param listens {@code port/protocol} it serves
 * @param usage what it took
 */
public record Behaviour(
        SortedSet<String> calls,
        SortedSet<String> capabilities,
        SortedSet<String> programs,
        SortedSet<String> written,
        SortedSet<String> connections,
        SortedSet<String> listens,
        Usage usage) {
    /**
     * The most a container took.
     *
     * @param cpus average over the time of watching
     */
    public record Usage(long memoryBytes, long processes, double cpus) {
        /** A limit with headroom: half as much again, in whole MiB. */
        public long memoryLimitMib() {
            return Math.max(16, (memoryBytes + memoryBytes / 2) / (1 << 20) + 1);
        }

        /** Twice as many, at least 32: programs start helpers. */
        public long processLimit() {
            return Math.max(32, processes * 2);
        }

        /** Twice the average, at least a quarter. */
        public double cpuLimit() {
            return Math.max(0.25, Math.ceil(cpus * 20) / 10);
        }
    }
}
