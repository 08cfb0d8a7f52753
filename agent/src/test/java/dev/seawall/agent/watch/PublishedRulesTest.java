package dev.seawall.agent.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.agent.Shared;
import dev.seawall.agent.TestBed;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each stable and incubating rule that Falco publishes, fired by doing in a real container what it is about. */
final class PublishedRulesTest {
    private static final List<String> PRIVILEGED = List.of(
            "--cap-add",
            "ALL",
            "--cap-drop",
            "SYS_RESOURCE",
            "--security-opt",
            "seccomp=unconfined",
            "--security-opt",
            "systempaths=unconfined");

    private static TestBed bed;
    private static RunningWatch watch;
    private static List<Rule> rules;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        bed = TestBed.require();
        rules = rules();
        watch = new RunningWatch(bed, rules);
        bed.docker("run", "-d", "--name", "target", "--network", "none", "bed:1", "sleep", "600");
        String process = bed.docker("inspect", "-f", "{{.State.Pid}}", "target");
        for (String address : List.of("203.0.113.7/32", "203.0.113.77/32", "169.254.169.254/32")) {
            TestBed.output(List.of("nsenter", "-t", process, "-n", "ip", "addr", "add", address, "dev", "lo"));
        }
        bed.docker("exec", "target", "cp", "/usr/bin/probe", "/dev/shm/probe");
        bed.docker("exec", "target", "cp", "/usr/bin/probe", "/tmp/dropped");
        watch.drain();
    }

    private static List<Rule> rules() throws IOException {
        List<RuleBook.Source> sources = new ArrayList<>();
        for (String file : List.of("falco_rules.yaml", "falco-incubating_rules.yaml")) {
            sources.add(new RuleBook.Source(file, Files.readAllBytes(Shared.require("rules/falco/" + file))));
        }
        RuleBook book = RuleBook.read(sources);
        assertTrue(!book.hasErrors(), book.messages()::toString);
        return book.rules();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (watch != null) {
            watch.close();
        }
    }

    @Test
    void everyActionFiresItsRuleAndNoOther() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Set<String> right = new TreeSet<>();
        for (Located action : actions()) {
            perform(action);
            Set<String> wanted = new TreeSet<>(action.get("also").texts());
            wanted.add(action.get("rule").text());
            Set<String> fired = watch.fired();
            if (fired.equals(wanted)) {
                right.add(action.get("rule").text());
            } else {
                wrong.add(action.get("rule").text() + " gave " + fired);
            }
        }
        System.out.println(right.size() + " of " + rules.size() + " published rules fired by their action");
        assertEquals(List.of(), wrong);
    }

    private static List<Located> actions() throws IOException {
        try (InputStream in = PublishedRulesTest.class.getResourceAsStream("/sensor/falco-actions.yaml")) {
            return Located.yaml(Objects.requireNonNull(in).readAllBytes()).items();
        }
    }

    private static void perform(Located action) throws IOException {
        List<String> words = new ArrayList<>();
        List<String> program = action.get("do").texts();
        switch (action.get("in").text()) {
            case "host" -> {
                words.add(bed.hostFolder().resolve(program.getFirst()).toString());
                words.addAll(program.subList(1, program.size()));
                TestBed.output(words);
                return;
            }
            case "run" -> words.addAll(List.of("run", "--rm", "--network", "none"));
            case "privileged" -> {
                words.addAll(List.of("run", "--rm", "--network", "none"));
                words.addAll(PRIVILEGED);
            }
            case "terminal" -> words.addAll(List.of("exec", "-t"));
            default -> words.add("exec");
        }
        words.addAll(action.get("with").texts());
        option(words, "-u", action.get("as").text());
        option(words, "-e", action.get("env").text());
        boolean own =
                action.get("in").text().equals("run") || action.get("in").text().equals("privileged");
        words.add(own ? "bed:1" : "target");
        words.addAll(program);
        bed.docker(words.toArray(String[]::new));
    }

    private static void option(List<String> words, String name, String value) {
        if (!value.isEmpty()) {
            words.addAll(List.of(name, value));
        }
    }
}
