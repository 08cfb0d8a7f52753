package dev.seawall.agent.watch;

import dev.seawall.agent.activity.HostNames;
import dev.seawall.agent.activity.ProcessReader;
import dev.seawall.agent.activity.ProcessTable;
import dev.seawall.agent.activity.Surroundings;
import dev.seawall.agent.activity.UserNames;
import dev.seawall.agent.container.ContainerMetadata;
import dev.seawall.agent.container.Containers;
import dev.seawall.agent.sensor.Call;
import dev.seawall.agent.sensor.Sensor;
import dev.seawall.engine.rule.EventTypes;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Front door of runtime detection: the sensor's records become events, events meet rules, rules make alerts. Everything
 * happens in the thread that calls {@link #run}.
 */
public final class Watch implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    /** Calls by which answers of name servers arrive, for rules that ask for the names of addresses. */
    private static final Set<String> ANSWERS = Set.of("recvfrom", "recvmsg");

    private static final Set<String> STREAMS = Set.of("sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg");

    private final Sensor sensor;
    private final EventJudge judge;
    private final LostEvents lost;
    private final Surroundings surroundings;
    private final Containers containers;

    private Watch(Sensor sensor, EventJudge judge, LostEvents lost, Surroundings surroundings, Containers containers) {
        this.sensor = sensor;
        this.judge = judge;
        this.lost = lost;
        this.surroundings = surroundings;
        this.containers = containers;
    }

    /**
     * Starts the sensor; from then on nothing is missed, whenever {@link #run} begins.
     *
     * @throws dev.seawall.engine.model.SeawallException where this host does not allow it
     */
    public static Watch open(WatchOptions options, AlertSink sink) {
        RuleSet rules = RuleSet.of(options.rules(), "syscall");
        String hostname = hostname(options.root());
        HostNames names = new HostNames(options.root());
        names.watch(HostNames.named(options.rules()));
        Surroundings surroundings = new Surroundings(hostname, Clock.systemUTC(), new UserNames(options.root()), names);
        Containers containers = new Containers(new ContainerMetadata(options.root()));
        ProcessTable table =
                new ProcessTable(containers, new ProcessReader(options.root().resolve("proc")));
        Alerts alerts = new Alerts(hostname);
        EventJudge judge = new EventJudge(rules, table, surroundings, options, alerts, sink);
        WarmUp.run(options.rules(), alerts);
        BitSet types = rules.eventTypes();
        boolean asksNames = !HostNames.named(options.rules()).isEmpty();
        Sensor sensor = Sensor.open(
                call -> isWanted(call, types) || (asksNames && ANSWERS.contains(call.name())),
                wholeStreams(options.rules()));
        table.seed();
        WarmUp.run(sensor, judge);
        return new Watch(sensor, judge, new LostEvents(hostname, sink), surroundings, containers);
    }

    private static boolean isWanted(Call call, BitSet types) {
        int type = EventTypes.number(call.name());
        return type >= 0 && types.get(type);
    }

    /** Rules that look into what is sent need streams, which are left out otherwise. */
    private static Set<String> wholeStreams(List<Rule> rules) {
        boolean needed = rules.stream()
                .anyMatch(rule -> rule.enabled() && rule.filter().toString().contains("evt.buffer"));
        return needed ? new HashSet<>(STREAMS) : Set.of();
    }

    private static String hostname(Path root) {
        try {
            return Files.readString(root.resolve("proc/sys/kernel/hostname")).strip();
        } catch (IOException unreadable) {
            return "localhost";
        }
    }

    /** Watches until told to stop. */
    public void run(BooleanSupplier stop) {
        long nextSecond = System.nanoTime();
        while (!stop.getAsBoolean()) {
            sensor.poll(judge);
            if (System.nanoTime() - nextSecond >= 0) {
                nextSecond = System.nanoTime() + SECOND;
                surroundings.readClock();
                lost.tell(sensor.drops(), surroundings);
            }
        }
        sensor.poll(judge);
        lost.tell(sensor.drops(), surroundings);
    }

    /** The containers seen so far. */
    public Containers containers() {
        return containers;
    }

    /** The sensor, for what responds in the kernel. */
    public Sensor sensor() {
        return sensor;
    }

    /** What was seen so far. */
    public WatchCounts counts() {
        return new WatchCounts(sensor.events(), sensor.drops(), judge.alerts());
    }

    @Override
    public void close() {
        sensor.close();
    }
}
