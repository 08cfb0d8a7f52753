package dev.seawall.agent.watch;

import dev.seawall.agent.container.ContainerMetadata;
import dev.seawall.agent.sensor.RecordReader;
import dev.seawall.agent.sensor.Sensor;
import dev.seawall.engine.rule.Priority;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.SampleEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Does once, before anything is watched, what the first alert would do: classes that are loaded while a container lives
 * its only second are loaded too late.
 */
final class WarmUp {
    private static final int PROGRAMS = 3;
    private static final long MOST_NANOS = 300_000_000L;

    private WarmUp() {}

    /** Lets a few harmless programs go the whole way from the kernel to the rules. */
    static void run(Sensor sensor, RecordReader judge) {
        try {
            for (int i = 0; i < PROGRAMS; i++) {
                Process program = new ProcessBuilder("true").start();
                long begin = System.nanoTime();
                while (program.isAlive() && System.nanoTime() - begin < MOST_NANOS) {
                    sensor.poll(judge);
                }
            }
            sensor.poll(judge);
        } catch (IOException noSuchProgram) {
            sensor.poll(judge);
        }
    }

    static void run(List<Rule> rules, Alerts alerts) {
        ContainerMetadata.warmUp();
        SampleEvent event = SampleEvent.of(Map.of("evt.type", List.of("execve"), "proc.name", List.of("warm-up")));
        for (Rule rule : rules) {
            rule.filter().matches(event);
        }
        if (!rules.isEmpty()) {
            Alert alert = alerts.of(rules.getFirst(), event, 0);
            if (AlertText.json(alert).isEmpty() || alert.priority() == Priority.EMERGENCY) {
                AlertText.line(alert);
            }
        }
    }
}
