package dev.seawall.agent.watch;

import dev.seawall.agent.TestBed;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch in a thread of its own; a marker program tells when everything before it has been judged. */
final class RunningWatch implements AutoCloseable {
    private static final String MARKER = """
            - rule: marker
              desc: end of an action
              condition: evt.type=execve and proc.name=swmarker
              output: marker %proc.args
              priority: DEBUG
            """;

    private final LinkedBlockingQueue<Alert> alerts = new LinkedBlockingQueue<>();
    private final TestBed bed;
    private final Watch watch;
    private final Thread thread;
    private volatile boolean stop;
    private int marks;

    RunningWatch(TestBed bed, List<Rule> rules) {
        this.bed = bed;
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(RuleBook.read(List.of(new RuleBook.Source("marker", MARKER.getBytes(StandardCharsets.UTF_8))))
                .rules());
        this.watch = Watch.open(WatchOptions.of(all), alerts::add);
        this.thread = new Thread(() -> watch.run(() -> stop));
        thread.start();
    }

    Watch watch() {
        return watch;
    }

    /** The alerts since the last call, up to now. */
    List<Alert> drain() throws IOException, InterruptedException {
        String mark = TestBed.REPOSITORY + "-mark" + marks++;
        Path marker = bed.hostFolder().resolve("swmarker");
        TestBed.run(marker.toString(), mark);
        List<Alert> out = new ArrayList<>();
        while (true) {
            Alert alert = alerts.poll(20, TimeUnit.SECONDS);
            if (alert == null) {
                throw new IllegalStateException("the marker was not seen");
            }
            if (alert.rule().equals("marker")) {
                if (mark.equals(alert.fields().get("proc.args"))) {
                    return out;
                }
            } else {
                out.add(alert);
            }
        }
    }

    /** The names of the rules that fired since the last call; only those of containers of the bed and of its programs. */
    Set<String> fired() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (Alert alert : drain()) {
            String image = String.valueOf(alert.fields().get("container.image.repository"));
            String path = String.valueOf(alert.fields().get("proc.exepath"));
            if (image.equals(TestBed.REPOSITORY)
                    || path.startsWith(bed.hostFolder().toString())) {
                names.add(alert.rule());
            }
        }
        return names;
    }

    @Override
    public void close() throws InterruptedException {
        stop = true;
        thread.join();
        watch.close();
    }
}
