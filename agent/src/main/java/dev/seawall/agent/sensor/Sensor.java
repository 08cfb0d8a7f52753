package dev.seawall.agent.sensor;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What all processes of this host do, from the kernel. Records wait in a ring of memory; a reader that is too slow loses
 * records, which are counted ({@link #drops}). Not thread-safe, except for {@link #drops}, {@link #forbid} and
 * {@link #spare}.
 */
public final class Sensor implements AutoCloseable {
    /** Programs of an image's upper layer, when started, are killed before their first instruction. */
    public static final int KILL_DRIFT = 1;
    /** So are programs that exist in memory only. */
    public static final int KILL_MEMFD = 2;
    /** So are programs of forbidden names. */
    public static final int KILL_NAMES = 4;

    private static final int RING_BYTES = 16 * 1024 * 1024;
    private static final int WAIT_MILLIS = 10;
    private static final int CONFIG_SELF = 0;
    private static final int CONFIG_KILL = 1;
    private static final int COUNT_EVENTS = 0;
    private static final int COUNT_DROPS = 1;
    private static final int COUNT_KILLS = 2;
    private static final int NAME_BYTES = 16;

    private final BpfObject object;
    private final Ring ring;
    private final RawRecord record = new RawRecord();
    private final int counts;
    private final int forbidden;
    private final int spared;
    private final int config;

    private Sensor(BpfObject object) {
        this.object = object;
        this.ring = new Ring(object.fd("events"), RING_BYTES);
        this.counts = object.fd("counts");
        this.forbidden = object.fd("forbidden");
        this.spared = object.fd("spared");
        this.config = object.fd("config");
    }

    /**
     * Starts recording.
     *
     * @param wanted which system calls, beside those the process table lives on
     * @throws SeawallException where the kernel, the rights or libbpf do not allow it
     */
    public static Sensor open(Predicate<Call> wanted) {
        return open(wanted, Set.of());
    }

    /**
     * Starts recording.
     *
     * @param whole names of calls whose streams are wanted too, and not only datagrams
     */
    public static Sensor open(Predicate<Call> wanted, Set<String> whole) {
        BpfObject object = BpfObject.load(program(), "events", RING_BYTES);
        Sensor sensor = new Sensor(object);
        object.put(sensor.config, CONFIG_SELF, ProcessHandle.current().pid());
        int plan = object.fd("plan");
        for (Call call : Calls.all()) {
            if (call.state() || wanted.test(call)) {
                long bits = whole.contains(call.name()) ? call.plan() & ~(1L << 26) : call.plan();
                object.put(plan, call.number(), bits | 1L << 40);
            }
        }
        return sensor;
    }

    private static byte[] program() {
        String machine = System.getProperty("os.arch");
        try (InputStream in = Sensor.class.getResourceAsStream("/sensor/sensor-" + machine + ".bpf.o")) {
            if (in == null) {
                throw new SeawallException(
                        "start the sensor",
                        "there is none for " + machine,
                        "Run it on x86-64, the machine it is built for");
            }
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new SeawallException("start the sensor", "its program is unreadable", "Install Seawall again", e);
        }
    }

    /** Waits up to 10 ms for records and hands them to the reader. Answers how many there were. */
    public int poll(RecordReader reader) {
        ring.await(WAIT_MILLIS);
        return ring.drain(record, reader);
    }

    /** Records that were lost since the start because the ring was full. */
    public long drops() {
        return object.sum(counts, COUNT_DROPS);
    }

    /** Records since the start, lost ones included. */
    public long events() {
        return object.sum(counts, COUNT_EVENTS);
    }

    /** Processes killed in the kernel since the start. */
    public long kills() {
        return object.sum(counts, COUNT_KILLS);
    }

    /** What the kernel kills by itself in containers: the sum of the {@code KILL_} numbers. */
    public void killAtExec(int kinds) {
        object.put(config, CONFIG_KILL, kinds);
    }

    /** Adds a program's name (at most 15 bytes) to those killed at their start, or takes it away. */
    public void forbid(String name, boolean forbid) {
        byte[] key = new byte[NAME_BYTES];
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, key, 0, Math.min(bytes.length, NAME_BYTES - 1));
        object.putMember(forbidden, key, forbid);
    }

    /** Takes a control group out of what the kernel kills, by the number of its folder's inode. */
    public void spare(long cgroup, boolean spare) {
        byte[] key = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(cgroup)
                .array();
        object.putMember(spared, key, spare);
    }

    @Override
    public void close() {
        ring.close();
        object.close();
    }
}
