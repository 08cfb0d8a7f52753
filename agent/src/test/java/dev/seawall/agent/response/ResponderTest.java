package dev.seawall.agent.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.agent.TestBed;
import dev.seawall.agent.watch.Alert;
import dev.seawall.agent.watch.Watch;
import dev.seawall.agent.watch.WatchOptions;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.rule.OwnRules;
import dev.seawall.engine.rule.Priority;
import dev.seawall.engine.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Responses against real containers; what must not be touched is not. */
final class ResponderTest {
    private static Alert alert(String rule, int process, String container) {
        Alert.Subject subject = new Alert.Subject(
                process, List.of("x"), process, container.isEmpty() ? "host" : "c", container, "x", 0);
        return new Alert(
                1, rule, Priority.ERROR, "syscall", "", Map.of(), List.of(), List.of(), List.of(), "h", subject, false);
    }

    private static List<ResponseRecord> respond(ResponsePlan.Entry entry, boolean dry, Alert alert) {
        List<ResponseRecord> done = new ArrayList<>();
        new Responder(new ResponsePlan(List.of(entry), Set.of()), dry, Path.of("/"), done::add).alert(alert);
        return done;
    }

    private static ResponsePlan.Entry entry(ResponsePlan.Mode mode, String action, boolean host) {
        return new ResponsePlan.Entry("r", mode, action, host, List.of());
    }

    @Test
    void neverTouchesWhatIsEssential() {
        ResponsePlan.Entry kill = entry(ResponsePlan.Mode.ENFORCE, "kill", true);
        int own = (int) ProcessHandle.current().pid();
        assertEquals(
                "refused", respond(kill, false, alert("r", own, "")).getFirst().outcome());
        assertEquals(
                "refused", respond(kill, false, alert("r", 1, "")).getFirst().outcome());
        ResponsePlan.Entry pause = entry(ResponsePlan.Mode.ENFORCE, "pause", true);
        assertEquals(
                "refused", respond(pause, false, alert("r", own, "")).getFirst().outcome());
    }

    @Test
    void touchesTheHostOnlyWhereAllowedAndNothingInADryRun() throws IOException, InterruptedException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        int id = (int) sleeper.pid();
        assertEquals("refused", outcome(entry(ResponsePlan.Mode.ENFORCE, "kill", false), false, id));
        assertEquals("would", outcome(entry(ResponsePlan.Mode.OBSERVE, "kill", true), false, id));
        assertEquals("would", outcome(entry(ResponsePlan.Mode.ENFORCE, "kill", true), true, id));
        assertTrue(sleeper.isAlive());
        assertEquals("done", outcome(entry(ResponsePlan.Mode.ENFORCE, "kill", true), false, id));
        assertTrue(sleeper.waitFor(10, TimeUnit.SECONDS));
        assertEquals(List.of(), respond(entry(ResponsePlan.Mode.OFF, "kill", true), false, alert("r", id, "")));
    }

    private static String outcome(ResponsePlan.Entry entry, boolean dry, int process) {
        return respond(entry, dry, alert("r", process, "")).getFirst().outcome();
    }

    @Test
    void pausesQuarantinesAndStopsAContainer() throws IOException {
        TestBed bed = TestBed.require();
        String id = bed.docker("run", "-d", "--network", "none", TestBed.IMAGE, "sleep", "600");
        int process = Integer.parseInt(bed.docker("inspect", "-f", "{{.State.Pid}}", id));
        perform("quarantine", process, id);
        String table = TestBed.output(List.of("nsenter", "-t", "" + process, "-n", "nft", "list", "ruleset"));
        assertTrue(table.contains("seawall_quarantine"), table);
        perform("pause", process, id);
        perform("stop", process, id);
        Path frozen = new Groups(Path.of("/")).folder(process, "freezer");
        if (frozen != null && Files.exists(frozen.resolve("freezer.state"))) {
            Files.writeString(frozen.resolve("freezer.state"), "THAWED");
        }
        assertEquals("137", bed.docker("wait", id));
    }

    private static void perform(String action, int process, String container) {
        ResponseRecord done = respond(
                        entry(ResponsePlan.Mode.ENFORCE, action, false), false, alert("r", process, container))
                .getFirst();
        assertEquals("done", done.outcome(), done::json);
    }

    @Test
    void killsADroppedProgramBeforeItsFirstInstruction() throws IOException, InterruptedException {
        TestBed bed = TestBed.require();
        ResponsePlan plan = new ResponsePlan(
                List.of(new ResponsePlan.Entry(
                        "drifted-binary", ResponsePlan.Mode.ENFORCE, "kill-at-exec", false, List.of())),
                Set.of());
        LinkedBlockingQueue<ResponseRecord> done = new LinkedBlockingQueue<>();
        Responder responder = new Responder(plan, false, Path.of("/"), done::add);
        boolean[] stop = new boolean[1];
        try (Watch watch =
                Watch.open(WatchOptions.of(RuleBook.read(OwnRules.sources()).rules()), responder)) {
            responder.arm(watch.sensor());
            Thread thread = new Thread(() -> watch.run(() -> stop[0]));
            thread.start();
            String said = bed.docker(
                    "run",
                    "--rm",
                    "--network",
                    "none",
                    TestBed.IMAGE,
                    "sh",
                    "-c",
                    "cp /bin/busybox /tmp/echo; /tmp/echo lives; echo code $?");
            ResponseRecord record = done.poll(20, TimeUnit.SECONDS);
            stop[0] = true;
            thread.join();
            assertTrue(said.contains("code 137") && !said.contains("lives"), said);
            assertTrue(record != null && record.outcome().equals("done"), "" + record);
        }
    }

    @Test
    void aWrongPlanIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("plan.yaml"), "respond:\n- {rule: a, mode: enforce, action: explode}\n");
        SeawallException refused = assertThrows(SeawallException.class, () -> ResponsePlan.read(file));
        assertTrue(("" + refused.getMessage()).contains("plan.yaml:2"), refused.getMessage());
    }
}
