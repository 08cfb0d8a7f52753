package dev.seawall.agent.link;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.AgentTask;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** The agent at its work: enrols where it has to, then tells its server what the host is and runs, until stopped. */
public final class LinkTask {
    private static final long SPOOL_BYTES = 256L << 20;
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final int HEALTH_ROUNDS = 2;

    private final AgentTask.Link task;
    private final PrintStream notes;
    private final Clock clock;
    private final HostInventory inventory = HostInventory.ofHost();
    private String lastFacts = "";
    private String lastInventory = "";

    /** Wires the task. */
    public LinkTask(AgentTask.Link task, PrintStream notes) {
        this.task = task;
        this.notes = notes;
        this.clock = Clock.systemUTC();
    }

    /** Runs until the thread is interrupted; 0 then. */
    public int run() {
        try {
            Path home = Durable.folder(task.home());
            Membership membership = membership(home);
            notes.println("agent " + membership.id() + " of " + membership.url());
            try (Spool spool = Spool.open(home.resolve("spool"), SPOOL_BYTES);
                    Uplink uplink = new Uplink(home, membership, spool, clock)) {
                loop(spool, uplink);
            }
            return 0;
        } catch (IOException e) {
            throw new SeawallException("run the agent", "" + e.getMessage(), "Mend that and start it again", e);
        }
    }

    private Membership membership(Path home) throws IOException {
        if (Membership.exists(home)) {
            return Membership.load(home);
        }
        String url = task.server();
        String token = task.token();
        if (url == null || token == null) {
            throw new SeawallException(
                    "run the agent", "it is not enrolled", "Give --server URL and --token TOKEN the first time");
        }
        String name = HostFacts.read(Path.of("/")).path("hostname").asString("host");
        return Membership.enrol(home, url, token, name, task.version());
    }

    private void loop(Spool spool, Uplink uplink) throws IOException {
        int failures = 0;
        for (int round = 0; !Thread.currentThread().isInterrupted(); round++) {
            observe(spool, uplink, round);
            try {
                uplink.flush();
                if (failures > 0) {
                    notes.println("the server answers again");
                }
                failures = 0;
            } catch (IOException e) {
                if (failures++ == 0) {
                    notes.println("kept until the server answers: " + e.getMessage());
                }
            }
            if (task.once()) {
                return;
            }
            if (!pause(failures)) {
                return;
            }
        }
    }

    /** Facts and inventory when they change, health every minute. */
    private void observe(Spool spool, Uplink uplink, int round) throws IOException {
        Instant now = clock.instant();
        String facts = text(HostFacts.read(Path.of("/")));
        if (!facts.equals(lastFacts) && spool.add("facts", now, facts) > 0) {
            lastFacts = facts;
        }
        String items = text(inventory.read());
        if (!items.equals(lastInventory) && spool.add("inventory", now, items) > 0) {
            lastInventory = items;
        }
        // while the server is away the newest health is enough
        if (round % HEALTH_ROUNDS == 0 && spool.waiting() < 100) {
            spool.add("health", now, text(health(spool, uplink)));
        }
    }

    private static String text(ObjectNode node) {
        return Json.mapper().writeValueAsString(node);
    }

    private ObjectNode health(Spool spool, Uplink uplink) {
        Runtime runtime = Runtime.getRuntime();
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("version", task.version());
        out.put("heapBytes", runtime.totalMemory() - runtime.freeMemory());
        out.put("spooled", spool.waiting());
        out.put("refused", spool.refused());
        out.put(
                "certificateEndsAt",
                uplink.membership().certificate().getNotAfter().toInstant().toString());
        return out;
    }

    /** Longer after failures, and not in step with other agents; false where the agent is to stop. */
    private static boolean pause(int failures) {
        long millis = Math.min(ROUND.toMillis() << Math.min(failures, 3), LONGEST_PAUSE.toMillis());
        try {
            Thread.sleep(millis - ThreadLocalRandom.current().nextLong(millis / 5));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
