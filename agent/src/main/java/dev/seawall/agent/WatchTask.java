package dev.seawall.agent;

import dev.seawall.agent.incident.IncidentText;
import dev.seawall.agent.incident.Incidents;
import dev.seawall.agent.response.Responder;
import dev.seawall.agent.response.ResponsePlan;
import dev.seawall.agent.watch.Alert;
import dev.seawall.agent.watch.AlertText;
import dev.seawall.agent.watch.Watch;
import dev.seawall.agent.watch.WatchCounts;
import dev.seawall.agent.watch.WatchOptions;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.rule.OwnRules;
import dev.seawall.engine.rule.Priority;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleBook;
import dev.seawall.engine.wire.AgentTask;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code seawall watch}: reads the rules, watches, prints alerts or incidents, says what was seen at the end. */
final class WatchTask {
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final AgentTask.Watch task;
    private final PrintStream out;
    private final PrintStream notes;
    private final Incidents incidents;
    private final Responder responder;
    private final Map<String, Long> noise = new TreeMap<>();

    WatchTask(AgentTask.Watch task, PrintStream out, PrintStream notes) {
        this.task = task;
        this.out = out;
        this.notes = notes;
        this.incidents = new Incidents(QUIET, incident -> print(IncidentText.json(incident)));
        ResponsePlan plan = task.response() == null ? ResponsePlan.NONE : ResponsePlan.read(task.response());
        this.responder = new Responder(plan, task.dryRun(), Path.of("/"), done -> notes.println(done.json()));
    }

    /** Watches until the time is over or the process is told to stop. */
    int run() {
        if (task.record() == null) {
            return watch(null);
        }
        try (Recording recording = new Recording(task.record())) {
            return watch(recording);
        } catch (IOException e) {
            throw new SeawallException("record events", "the file could not be closed", "Make room and repeat", e);
        }
    }

    private int watch(@Nullable Recording recording) {
        List<Rule> rules = rules();
        WatchOptions options = new WatchOptions(rules, least(), task.firstOnly(), Path.of("/"), recording);
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        try (Watch watch = Watch.open(options, this::tell)) {
            responder.arm(watch.sensor());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, ended)));
            notes.println("watching with " + rules.size() + " rules");
            notes.flush();
            watch.run(until(stopped));
            incidents.endAll();
            summary(watch.counts());
        } finally {
            out.flush();
            notes.flush();
            ended.countDown();
        }
        return 0;
    }

    private void summary(WatchCounts counts) {
        notes.println(counts.events() + " events, " + counts.lost() + " lost, " + counts.alerts() + " alerts");
        noise.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(each -> notes.printf("%8d  %s%n", each.getValue(), each.getKey()));
    }

    private static void stop(AtomicBoolean stopped, CountDownLatch ended) {
        stopped.set(true);
        try {
            ended.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private BooleanSupplier until(AtomicBoolean stopped) {
        if (task.duration() == null) {
            return stopped::get;
        }
        long end = System.nanoTime() + task.duration().toNanos();
        return () -> stopped.get() || System.nanoTime() - end >= 0;
    }

    private void tell(Alert alert) {
        responder.alert(alert);
        noise.merge(alert.rule(), 1L, Long::sum);
        if (task.incidents()) {
            incidents.alert(alert);
        } else {
            print(task.json() ? AlertText.json(alert) : AlertText.line(alert));
        }
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    private Priority least() {
        return Priority.find(task.priority())
                .orElseThrow(() -> new SeawallException(
                        "watch", "there is no priority " + task.priority(), "Use emergency to debug"));
    }

    private List<Rule> rules() {
        List<RuleBook.Source> sources = new ArrayList<>(task.own() ? OwnRules.sources() : List.of());
        for (Path file : task.rules()) {
            sources.add(source(file));
        }
        RuleBook book = RuleBook.read(sources);
        book.messages().stream().filter(each -> each.error()).forEach(notes::println);
        List<Rule> enabled = book.rules().stream()
                .filter(Rule::enabled)
                .filter(this::isWanted)
                .toList();
        if (enabled.isEmpty()) {
            throw new SeawallException(
                    "watch", "no rule could be read", "Mend the rule files; seawall rules check shows how");
        }
        return enabled;
    }

    private boolean isWanted(Rule rule) {
        return !task.disabled().contains(rule.name())
                && rule.tags().stream().noneMatch(tag -> task.disabled().contains("tag:" + tag));
    }

    private static RuleBook.Source source(Path file) {
        try {
            return new RuleBook.Source(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the rules in " + file, "it is not there or unreadable", "Give the path of a rule file", e);
        }
    }
}
