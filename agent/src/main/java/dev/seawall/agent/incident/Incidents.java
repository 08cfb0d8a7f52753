package dev.seawall.agent.incident;

import dev.seawall.agent.watch.Alert;
import dev.seawall.agent.watch.AlertSink;
import dev.seawall.engine.rule.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Folds alerts into incidents. An incident ends when nothing was added for a while; bounded in number and in length, and
 * what is left out is counted.
 */
public final class Incidents implements AlertSink {
    private static final int MOST_OPEN = 1_000;
    private static final int MOST_STEPS = 200;

    private final long quietNanos;
    private final Consumer<Incident> ended;
    private final Map<String, Open> open = new LinkedHashMap<>(64, 0.75f, true);

    /** @param ended told each incident when it is over */
    public Incidents(Duration quiet, Consumer<Incident> ended) {
        this.quietNanos = quiet.toNanos();
        this.ended = ended;
    }

    private static final class Open {
        private final Alert first;
        private long lastNanos;
        private Priority priority;
        private long omitted;
        private final Map<String, Long> rules = new TreeMap<>();
        private final Map<String, Incident.Step> steps = new LinkedHashMap<>();

        Open(Alert first) {
            this.first = first;
            this.priority = first.priority();
        }

        void add(Alert alert) {
            lastNanos = alert.timeNanos();
            priority = alert.priority().compareTo(priority) < 0 ? alert.priority() : priority;
            rules.merge(alert.rule(), 1L, Long::sum);
            String key = alert.rule() + "\0" + alert.subject().command();
            Incident.Step known = steps.get(key);
            if (known == null && steps.size() >= MOST_STEPS) {
                omitted++;
                return;
            }
            long count = known == null ? 1 : known.count() + 1;
            long begin = known == null ? alert.timeNanos() : known.firstNanos();
            steps.put(
                    key,
                    new Incident.Step(
                            begin,
                            alert.rule(),
                            alert.priority(),
                            alert.subject().command(),
                            alert.output(),
                            count));
        }

        Incident incident() {
            List<String> tree = new ArrayList<>(first.subject().lineage().reversed());
            return new Incident(
                    first.subject().container() + "-" + first.subject().root() + "-" + first.timeNanos() / 1_000_000,
                    first.subject().container(),
                    first.hostname(),
                    first.subject().root(),
                    String.join(" > ", tree),
                    first.timeNanos(),
                    lastNanos,
                    priority,
                    new TreeMap<>(rules),
                    new ArrayList<>(steps.values()),
                    omitted);
        }
    }

    @Override
    public void alert(Alert alert) {
        String key = alert.subject().containerFullId() + "/" + alert.subject().root();
        end(alert.timeNanos());
        open.computeIfAbsent(key, any -> new Open(alert)).add(alert);
        if (open.size() > MOST_OPEN) {
            Iterator<Open> all = open.values().iterator();
            ended.accept(all.next().incident());
            all.remove();
        }
    }

    /** Ends those to which nothing was added lately. */
    public void end(long nowNanos) {
        Iterator<Open> all = open.values().iterator();
        while (all.hasNext()) {
            Open each = all.next();
            if (nowNanos - each.lastNanos < quietNanos) {
                return;
            }
            ended.accept(each.incident());
            all.remove();
        }
    }

    /** Ends all. */
    public void endAll() {
        open.values().forEach(each -> ended.accept(each.incident()));
        open.clear();
    }

    /** Those that are not over. */
    public List<Incident> current() {
        return open.values().stream().map(Open::incident).toList();
    }
}
