package dev.seawall.agent.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.agent.watch.Alert;
import dev.seawall.engine.rule.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IncidentsTest {
    private static final long SECOND = 1_000_000_000L;

    private static Alert alert(long second, String rule, Priority priority, int root, String command) {
        Alert.Subject subject = new Alert.Subject(root + 1, List.of("sh", "nginx"), root, "c1", "c1full", command, 0);
        return new Alert(
                second * SECOND,
                rule,
                priority,
                "syscall",
                "",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                "h",
                subject,
                false);
    }

    @Test
    void oneTreeIsOneIncidentAndRepetitionIsCounted() {
        List<Incident> ended = new ArrayList<>();
        Incidents incidents = new Incidents(Duration.ofSeconds(60), ended::add);
        for (int i = 0; i < 500; i++) {
            incidents.alert(alert(1, "a", Priority.NOTICE, 10, "id"));
        }
        incidents.alert(alert(2, "b", Priority.CRITICAL, 10, "nc"));
        incidents.alert(alert(3, "a", Priority.NOTICE, 20, "id"));
        assertEquals(2, incidents.current().size());
        incidents.alert(alert(100, "a", Priority.NOTICE, 30, "id"));
        assertEquals(2, ended.size());
        Incident first = ended.getFirst();
        assertEquals(Priority.CRITICAL, first.priority());
        assertEquals(Map.of("a", 500L, "b", 1L), first.rules());
        assertEquals(2, first.timeline().size());
        assertEquals("nginx > sh", first.tree());
        incidents.endAll();
        assertEquals(3, ended.size());
    }

    @Test
    void aFloodOfKindsIsCountedBeyondTheBound() {
        Incidents incidents = new Incidents(Duration.ofSeconds(60), any -> {});
        for (int i = 0; i < 1_000; i++) {
            incidents.alert(alert(1, "a", Priority.NOTICE, 10, "command " + i));
        }
        Incident only = incidents.current().getFirst();
        assertEquals(200, only.timeline().size());
        assertEquals(800, only.omitted());
    }
}
