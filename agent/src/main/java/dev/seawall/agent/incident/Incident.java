package dev.seawall.agent.incident;

import dev.seawall.engine.rule.Priority;
import java.util.List;
import java.util.Map;

/**
 * What belongs together: the alerts of one process tree in one container (or on the host).
 *
 * @param id stable: made of container, first process and begin
 * @param firstNanos of its first and last alert, since 1970
 * @param priority the most urgent of its alerts
 * @param rules how often each rule fired
 * @param timeline in the order of first occurrence; the same alert again is counted, not listed
 * @param omitted alerts that are counted in {@code rules} but no longer listed
 */
public record Incident(
        String id,
        String container,
        String hostname,
        int process,
        String tree,
        long firstNanos,
        long lastNanos,
        Priority priority,
        Map<String, Long> rules,
        List<Step> timeline,
        long omitted) {
    public Incident {
        timeline = List.copyOf(timeline);
    }

    /** One kind of alert in an incident. */
    public record Step(long firstNanos, String rule, Priority priority, String command, String output, long count) {}
}
