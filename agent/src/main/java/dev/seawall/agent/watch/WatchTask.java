package dev.seawall.agent.watch;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** {@code seawall watch}: reads the rules, watches, prints alerts, says what was seen at the end. */
public final class WatchTask {
    private final AgentTask.Watch task;
    private final PrintStream out;
    private final PrintStream notes;

    public WatchTask(AgentTask.Watch task, PrintStream out, PrintStream notes) {
        this.task = task;
        this.out = out;
        this.notes = notes;
    }

    /** Watches until the time is over or the process is told to stop. */
    public int run() {
        List<Rule> rules = rules();
        WatchOptions options = new WatchOptions(rules, least(), task.firstOnly(), Path.of("/"));
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        try (Watch watch = Watch.open(options, this::tell)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, ended)));
            notes.println("watching with " + rules.size() + " rules");
            notes.flush();
            watch.run(until(stopped));
            WatchCounts counts = watch.counts();
            notes.println(counts.events() + " events, " + counts.lost() + " lost, " + counts.alerts() + " alerts");
        } finally {
            out.flush();
            notes.flush();
            ended.countDown();
        }
        return 0;
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
        out.println(task.json() ? AlertText.json(alert) : AlertText.line(alert));
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
