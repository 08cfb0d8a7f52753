package dev.seawall.agent.watch;

import dev.seawall.agent.TestBed;
import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What fires rules, done for real: in the running container "target", in one of its own, or on the host. */
final class Actions {
    private static final List<String> PRIVILEGED = List.of(
            "--cap-add",
            "ALL",
            "--cap-drop",
            "SYS_RESOURCE",
            "--security-opt",
            "seccomp=unconfined",
            "--security-opt",
            "systempaths=unconfined");

    private final TestBed bed;

    Actions(TestBed bed) {
        this.bed = bed;
    }

    /** Starts the container the actions are done in; addresses of the documentation are its own. */
    void prepare() throws IOException {
        bed.docker("rm", "-f", "target");
        bed.docker("run", "-d", "--name", "target", "--network", "none", TestBed.IMAGE, "sleep", "600");
        String process = bed.docker("inspect", "-f", "{{.State.Pid}}", "target");
        for (String address : List.of("203.0.113.7/32", "203.0.113.77/32", "169.254.169.254/32")) {
            TestBed.output(List.of("nsenter", "-t", process, "-n", "ip", "addr", "add", address, "dev", "lo"));
        }
        bed.docker("exec", "target", "cp", "/usr/bin/probe", "/dev/shm/probe");
        bed.docker("exec", "target", "cp", "/usr/bin/probe", "/tmp/dropped");
    }

    /** Does every action of a list; answers those that fired something else than they should. */
    List<String> perform(String list, RunningWatch watch) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Located action : read(list)) {
            perform(action);
            Set<String> wanted = new TreeSet<>(action.get("also").texts());
            wanted.add(action.get("rule").text());
            Set<String> fired = watch.fired();
            if (!fired.equals(wanted)) {
                wrong.add(action.get("rule").text() + " gave " + fired);
            }
        }
        return wrong;
    }

    static List<Located> read(String list) throws IOException {
        try (InputStream in = Actions.class.getResourceAsStream("/sensor/" + list)) {
            return Located.yaml(Objects.requireNonNull(in).readAllBytes()).items();
        }
    }

    private void perform(Located action) throws IOException {
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
        words.add(own ? TestBed.IMAGE : "target");
        words.addAll(program);
        bed.docker(words.toArray(String[]::new));
    }

    private static void option(List<String> words, String name, String value) {
        if (!value.isEmpty()) {
            words.addAll(List.of(name, value));
        }
    }
}
