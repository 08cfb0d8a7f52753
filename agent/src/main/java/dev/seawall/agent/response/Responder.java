package dev.seawall.agent.response;

import dev.seawall.agent.sensor.Sensor;
import dev.seawall.agent.sensor.Signals;
import dev.seawall.agent.watch.Alert;
import dev.seawall.agent.watch.AlertSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does what the plan says about alerts. Works in the thread of the watch, so that nothing waits in a queue. */
public final class Responder implements AlertSink {
    /** What can be done. */
    static final Set<String> ACTIONS = Set.of("kill", "pause", "stop", "quarantine", "kill-at-exec");

    private final ResponsePlan plan;
    private final boolean dryRun;
    private final Essentials essentials;
    private final Groups groups;
    private final Consumer<ResponseRecord> sink;

    /** @param root the host's root folder */
    public Responder(ResponsePlan plan, boolean dryRun, Path root, Consumer<ResponseRecord> sink) {
        this.plan = plan;
        this.dryRun = dryRun;
        this.essentials = new Essentials(plan.essentials(), root.resolve("proc"));
        this.groups = new Groups(root);
        this.sink = sink;
    }

    /** Tells the kernel which programs it must not let start. */
    public void arm(Sensor sensor) {
        int kinds = 0;
        for (ResponsePlan.Entry each : plan.entries()) {
            if (!each.action().equals("kill-at-exec") || each.mode() != ResponsePlan.Mode.ENFORCE || dryRun) {
                continue;
            }
            kinds |= each.rule().equals("drifted-binary")
                            || each.rule().equals("Drop and execute new binary in container")
                    ? Sensor.KILL_DRIFT
                    : 0;
            kinds |= each.rule().equals("drifted-binary") || each.rule().equals("Fileless execution via memfd_create")
                    ? Sensor.KILL_MEMFD
                    : 0;
            each.names().forEach(name -> sensor.forbid(name, true));
            kinds |= each.names().isEmpty() ? 0 : Sensor.KILL_NAMES;
        }
        sensor.killAtExec(kinds);
    }

    @Override
    public void alert(Alert alert) {
        for (ResponsePlan.Entry each : plan.entries()) {
            if (each.fits(alert.rule(), alert.tags())) {
                if (each.mode() != ResponsePlan.Mode.OFF) {
                    sink.accept(respond(each, alert));
                }
                return;
            }
        }
    }

    private ResponseRecord respond(ResponsePlan.Entry entry, Alert alert) {
        if (entry.action().equals("kill-at-exec")) {
            return record(entry, alert, alert.killed() ? "done" : "would", "in the kernel", "", "", 0);
        }
        boolean single = entry.action().equals("kill");
        int process = single
                ? alert.subject().process()
                : groups.member(alert.subject().containerFullId());
        String refusal = single ? essentials.refusal(alert.subject(), entry.host()) : refusal(entry, process);
        if (refusal != null) {
            return record(entry, alert, "refused", refusal, "", "", 0);
        }
        if (dryRun || entry.mode() == ResponsePlan.Mode.OBSERVE) {
            return record(entry, alert, "would", dryRun ? "dry run" : "observe", "", "", 0);
        }
        return done(entry, alert, process);
    }

    /** Why what is meant for a container must not be done; null where it may be. */
    private @Nullable String refusal(ResponsePlan.Entry entry, int process) {
        if (process <= 1) {
            return "it is in no container that lives";
        }
        boolean cuts = entry.action().equals("quarantine");
        return cuts && groups.isInHostNetwork(process) ? "it shares the network of the host" : null;
    }

    private ResponseRecord done(ResponsePlan.Entry entry, Alert alert, int process) {
        long begin = System.nanoTime();
        String before = state(process);
        try {
            act(entry.action(), process);
            long micros = (System.nanoTime() - begin) / 1000;
            return record(entry, alert, "done", "", before, state(process), micros);
        } catch (IOException failed) {
            return record(entry, alert, "failed", "" + failed.getMessage(), before, state(process), 0);
        }
    }

    private void act(String action, int process) throws IOException {
        switch (action) {
            case "kill" -> Signals.kill(process);
            case "pause" -> freeze(process, true);
            case "stop" -> stop(process);
            default -> quarantine(process);
        }
    }

    /** Freezes or thaws the group of a process. */
    void freeze(int process, boolean freeze) throws IOException {
        Path old = groups.folder(process, "freezer");
        if (old != null && Files.exists(old.resolve("freezer.state"))) {
            Files.writeString(old.resolve("freezer.state"), freeze ? "FROZEN" : "THAWED");
            return;
        }
        Files.writeString(required(groups.folder(process, "pids")).resolve("cgroup.freeze"), freeze ? "1" : "0");
    }

    private static Path required(@Nullable Path folder) throws IOException {
        if (folder == null) {
            throw new IOException("the control group is not there");
        }
        return folder;
    }

    private void stop(int process) throws IOException {
        Path folder = required(groups.folder(process, "pids"));
        if (Files.exists(folder.resolve("cgroup.kill"))) {
            Files.writeString(folder.resolve("cgroup.kill"), "1");
            return;
        }
        for (int each : Groups.processes(folder)) {
            Signals.kill(each);
        }
    }

    /** Cuts a container's own network: everything but its loopback is dropped, both ways. */
    private static void quarantine(int process) throws IOException {
        String rules = """
                table inet seawall_quarantine {
                    chain in {
                        type filter hook input priority -300; policy drop;
                        iifname "lo" accept
                    }
                    chain out {
                        type filter hook output priority -300; policy drop;
                        oifname "lo" accept
                    }
                }
                """;
        Process nft = new ProcessBuilder(List.of("nsenter", "-t", "" + process, "-n", "nft", "-f", "-"))
                .redirectErrorStream(true)
                .start();
        try (var in = nft.getOutputStream()) {
            in.write(rules.getBytes(StandardCharsets.UTF_8));
        }
        try {
            String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (nft.waitFor() != 0) {
                throw new IOException("nft: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String state(int process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"), StandardCharsets.ISO_8859_1);
            return "state " + stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return "gone";
        }
    }

    private static ResponseRecord record(
            ResponsePlan.Entry entry,
            Alert alert,
            String outcome,
            String reason,
            String before,
            String after,
            long micros) {
        String target = alert.subject().container() + "/" + alert.subject().process() + " "
                + alert.subject().command();
        return new ResponseRecord(
                alert.timeNanos(),
                alert.rule(),
                entry.mode(),
                entry.action(),
                target,
                outcome,
                reason,
                before,
                after,
                micros);
    }
}
