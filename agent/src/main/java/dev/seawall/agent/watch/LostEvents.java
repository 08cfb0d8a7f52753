package dev.seawall.agent.watch;

import dev.seawall.agent.activity.Surroundings;
import dev.seawall.engine.rule.Priority;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells when events were lost: at once the first time, then at most twice a minute. */
final class LostEvents {
    private static final long PAUSE_NANOS = 30_000_000_000L;

    private final String hostname;
    private final AlertSink sink;
    private long told;
    private long toldAt;

    LostEvents(String hostname, AlertSink sink) {
        this.hostname = hostname;
        this.sink = sink;
    }

    void tell(long lost, Surroundings surroundings) {
        long now = System.nanoTime();
        if (lost <= told || (told > 0 && now - toldAt < PAUSE_NANOS)) {
            return;
        }
        long fresh = lost - told;
        told = lost;
        toldAt = now;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("lost", fresh);
        fields.put("lost.total", lost);
        sink.alert(new Alert(
                surroundings.wallNanos(now),
                "Seawall internal: events lost",
                Priority.CRITICAL,
                "internal",
                fresh + " events were lost because they came faster than they could be read; " + lost
                        + " since the start",
                fields,
                List.of(),
                List.of("CTR-5", "CTR-7"),
                List.of(),
                hostname,
                Alert.Subject.NOBODY,
                false));
    }
}
