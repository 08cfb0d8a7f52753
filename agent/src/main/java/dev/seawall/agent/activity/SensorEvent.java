package dev.seawall.agent.activity;

import dev.seawall.agent.sensor.Call;
import dev.seawall.agent.sensor.Calls;
import dev.seawall.agent.sensor.Part;
import dev.seawall.agent.sensor.RawRecord;
import dev.seawall.engine.rule.Event;
import dev.seawall.engine.rule.EventTypes;
import dev.seawall.engine.rule.Field;
import dev.seawall.engine.rule.FieldCatalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process did, as rules ask about it. One object serves all events, and answers about the present one only; texts
 * are made when first asked and kept until the next event.
 */
public final class SensorEvent implements Event {
    private static final int EXECVE = EventTypes.number("execve");
    private static final int EXECVEAT = EventTypes.number("execveat");
    private static final int CLONE = EventTypes.number("clone");
    private static final int PROCEXIT = EventTypes.number("procexit");
    private static final int[] TYPES = types();
    private static final int CREATE = 0x40 | 0x200 | 1;

    private final Surroundings surroundings;
    private final Descriptor descriptor = new Descriptor(this);
    private final @Nullable String[] texts = new String[FieldCatalogue.size()];
    private final long[] stamps = new long[FieldCatalogue.size()];
    private RawRecord record = new RawRecord();
    private ProcessEntry process = new ProcessEntry(0);
    private @Nullable Call call;
    private int type = -1;
    private long number;
    private int caller;

    public SensorEvent(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private static int[] types() {
        int[] types = new int[Calls.MOST];
        for (Call each : Calls.all()) {
            types[each.number()] = EventTypes.number(each.name());
        }
        return types;
    }

    /**
     * Shows a record, of which the process table already knows.
     *
     * @param user the effective user before the call
     */
    public void show(RawRecord shown, ProcessEntry whose, int user) {
        record = shown;
        process = whose;
        caller = user;
        number++;
        descriptor.reset();
        call = shown.kind() == RawRecord.CALL ? Calls.of(shown.call()) : null;
        type = switch (shown.kind()) {
            case RawRecord.EXEC -> isByDescriptor(shown) ? EXECVEAT : EXECVE;
            case RawRecord.FORK -> CLONE;
            case RawRecord.EXIT -> PROCEXIT;
            default -> TYPES[shown.call()];
        };
    }

    /** The name of a capability by its number. */
    public static String capability(int number) {
        return Flags.one("capabilities", number);
    }

    private static boolean isByDescriptor(RawRecord shown) {
        String filename = shown.text(Part.FILENAME);
        return filename != null && filename.startsWith("/dev/fd/");
    }

    RawRecord record() {
        return record;
    }

    /** The process that did it. */
    public ProcessEntry process() {
        return process;
    }

    /** True where the kernel side has killed the process for this. */
    public boolean wasKilled() {
        return record.kind() == RawRecord.EXEC && record.wasKilled();
    }

    int caller() {
        return caller;
    }

    @Nullable
    Call call() {
        return call;
    }

    Descriptor descriptor() {
        return descriptor;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    long sequence() {
        return number;
    }

    /** When it was, in nanoseconds since 1970. */
    public long wallNanos() {
        return record.time() + surroundings.wallOffsetNanos();
    }

    /** When it was, by the clock of {@link System#nanoTime}. */
    public long monotonicNanos() {
        return record.time();
    }

    /** What the call returned. */
    long result() {
        return record.kind() == RawRecord.CALL ? record.result() : 0;
    }

    boolean isOpen() {
        Call made = call;
        return made != null
                && switch (made.number()) {
                    case 2, 85, 257, 304, 437 -> true;
                    default -> false;
                };
    }

    /** The flags of a call of the open family. */
    long openFlags() {
        return switch (record.call()) {
            case 2 -> record.argument(1);
            case 85 -> CREATE;
            case 437 -> record.number(Part.HOW, 0);
            default -> record.argument(2);
        };
    }

    /** Which argument is the path of an open; -1 for none. */
    int pathIndex() {
        return switch (record.call()) {
            case 2, 85 -> 0;
            case 304 -> -1;
            default -> 1;
        };
    }

    /** A path argument as an absolute path. */
    String absolute(int index, String path) {
        if (path.startsWith("/")) {
            return Paths.absolute("", path);
        }
        String folder = index > 0 ? record.folder(index) : null;
        return Paths.absolute(folder == null ? process.cwd : folder, path);
    }

    /** Tells the surroundings what they can learn from this event: served ports and the names of addresses. */
    public void teach() {
        Call made = call;
        if (made == null) {
            if (record.kind() == RawRecord.EXEC) {
                surroundings.learnUsers(process);
            }
            return;
        }
        switch (made.name()) {
            case "listen", "accept", "accept4" -> teachPort();
            case "recvfrom", "recvmsg" -> teachNames();
            default -> {}
        }
    }

    private void teachPort() {
        Endpoint local = descriptor.local();
        if (local != null && result() >= 0) {
            surroundings.serve(local.port());
        }
    }

    private void teachNames() {
        byte[] payload = record.bytes(Part.PAYLOAD);
        Endpoint remote = descriptor.remote();
        if (payload != null && remote != null && remote.port() == 53) {
            DnsAnswer.read(payload, surroundings.names()::learn);
        }
    }

    boolean servesAt(int port) {
        return surroundings.servesAt(port);
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public @Nullable String text(Field field) {
        TextField source = FieldTable.text(field.slot());
        if (source == null) {
            return null;
        }
        if (field.hasArgument()) {
            return source.of(this, field);
        }
        int slot = field.slot();
        if (stamps[slot] != number) {
            stamps[slot] = number;
            texts[slot] = source.of(this, field);
        }
        return texts[slot];
    }

    @Override
    public long number(Field field) {
        NumberField source = FieldTable.number(field.slot());
        return source == null ? ABSENT : source.of(this, field);
    }

    @Override
    public double real(Field field) {
        return Double.NaN;
    }

    @Override
    public byte @Nullable [] bytes(Field field) {
        BytesField source = FieldTable.bytes(field.slot());
        return source == null ? null : source.of(this);
    }

    @Override
    public @Nullable List<String> texts(Field field) {
        ManyField source = FieldTable.many(field.slot());
        return source == null ? null : source.of(this);
    }

    @Override
    public @Nullable List<byte[]> addresses(Field field) {
        return SocketFields.both(this);
    }

    @Override
    public long @Nullable [] numbers(Field field) {
        return field.name().equals("proc.apid") ? ProcessFields.ancestorIds(this) : SocketFields.ports(this);
    }
}
