package dev.seawall.agent.sensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seawall.engine.model.SeawallException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A loaded BPF object. Nothing is pinned: when the process ends, however it ends, the kernel detaches and frees
 * everything.
 */
final class BpfObject implements AutoCloseable {
    private static final int EPERM = 1;
    private static final long ANY = 0;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = Native.state(arena);
    private final MemorySegment object;
    private final List<MemorySegment> links = new ArrayList<>();
    private MemorySegment leftOut = MemorySegment.NULL;

    private BpfObject(byte[] elf) {
        MemorySegment copy = arena.allocate(elf.length, 8);
        MemorySegment.copy(elf, 0, copy, JAVA_BYTE, 0, elf.length);
        this.object = opened(copy);
    }

    /** Opens an object without a ring; programs that the kernel does not know are left out where that is allowed. */
    static BpfObject load(byte[] elf, String optionalProgram) {
        try {
            return load(elf, "", 0);
        } catch (SeawallException withAll) {
            BpfObject opened = new BpfObject(elf);
            opened.leaveOut(optionalProgram);
            opened.load();
            opened.attach();
            return opened;
        }
    }

    private void leaveOut(String name) {
        try {
            MemorySegment program = MemorySegment.NULL;
            while ((program = (MemorySegment) Native.NEXT_PROGRAM.invokeExact(state, object, program)).address() != 0) {
                MemorySegment called = (MemorySegment) Native.PROGRAM_NAME.invokeExact(state, program);
                if (called.reinterpret(256).getString(0).equals(name)) {
                    leftOut = program;
                    int ignored = (int) Native.SET_AUTOLOAD.invokeExact(state, program, false);
                }
            }
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    private MemorySegment opened(MemorySegment elf) {
        silence();
        try {
            MemorySegment opened =
                    (MemorySegment) Native.OPEN_MEM.invokeExact(state, elf, elf.byteSize(), MemorySegment.NULL);
            if (opened.address() == 0) {
                throw failed("open the sensor's program", Native.errno(state));
            }
            return opened;
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    /** Opens an object, sizes its ring and loads and attaches all its programs. */
    static BpfObject load(byte[] elf, String ring, int ringBytes) {
        BpfObject opened = new BpfObject(elf);
        try {
            if (!ring.isEmpty()) {
                opened.resize(ring, ringBytes);
            }
            opened.load();
            opened.attach();
            return opened;
        } catch (RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    /** libbpf writes to stderr by itself; what matters is in the error that is thrown. */
    private void silence() {
        if (Boolean.getBoolean("seawall.libbpf.verbose")) {
            return;
        }
        try {
            MemorySegment ignored = (MemorySegment) Native.SET_PRINT.invokeExact(state, MemorySegment.NULL);
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    private void load() {
        try {
            int code = (int) Native.LOAD.invokeExact(state, object);
            if (code != 0) {
                throw failed("load the sensor into the kernel", -code);
            }
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    private void attach() {
        try {
            MemorySegment program = MemorySegment.NULL;
            while ((program = (MemorySegment) Native.NEXT_PROGRAM.invokeExact(state, object, program)).address() != 0) {
                if (program.equals(leftOut)) {
                    continue;
                }
                MemorySegment link = (MemorySegment) Native.ATTACH.invokeExact(state, program);
                if (link.address() == 0) {
                    throw failed("attach the sensor to the kernel", Native.errno(state));
                }
                links.add(link);
            }
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    private static SeawallException failed(String tried, int errno) {
        String because = errno == EPERM ? "the kernel refuses it to this user" : "the kernel answered error " + errno;
        return new SeawallException(
                tried,
                because,
                "Run as root, or give CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE; the kernel must be 5.8 or later"
                        + " with /sys/kernel/btf/vmlinux");
    }

    private MemorySegment map(String name) {
        try (Arena local = Arena.ofConfined()) {
            return (MemorySegment) Native.FIND_MAP.invokeExact(state, object, local.allocateFrom(name));
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    private void resize(String name, int entries) {
        try {
            int code = (int) Native.SET_MAX_ENTRIES.invokeExact(state, map(name), entries);
            if (code != 0) {
                throw failed("size the ring of events", -code);
            }
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    /** The descriptor of a map. */
    int fd(String name) {
        try {
            return (int) Native.MAP_FD.invokeExact(state, map(name));
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    /** Sets a value of 8 bytes under a key of 4. */
    synchronized void put(int fd, int key, long value) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment keyAt = local.allocateFrom(JAVA_INT, key);
            MemorySegment valueAt = local.allocateFrom(JAVA_LONG, value);
            update(fd, keyAt, valueAt);
        }
    }

    /** Sets or removes a key of any size in a set. */
    synchronized void putMember(int fd, byte[] key, boolean member) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment keyAt = local.allocateFrom(JAVA_BYTE, key);
            if (member) {
                update(fd, keyAt, local.allocateFrom(JAVA_INT, 1));
            } else {
                int ignored = (int) Native.DELETE.invokeExact(state, fd, keyAt);
            }
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    private void update(int fd, MemorySegment key, MemorySegment value) {
        try {
            int code = (int) Native.UPDATE.invokeExact(state, fd, key, value, ANY);
            if (code != 0) {
                throw failed("set up the sensor", -code);
            }
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    /** The sum over all processors of a counter. */
    synchronized long sum(int fd, int key) {
        try (Arena local = Arena.ofConfined()) {
            int cpus = (int) Native.POSSIBLE_CPUS.invokeExact(state);
            MemorySegment values = local.allocate(JAVA_LONG, Math.max(cpus, 1));
            int code = (int) Native.LOOKUP.invokeExact(state, fd, local.allocateFrom(JAVA_INT, key), values);
            long sum = 0;
            for (int cpu = 0; code == 0 && cpu < cpus; cpu++) {
                sum += values.getAtIndex(JAVA_LONG, cpu);
            }
            return sum;
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    @Override
    public void close() {
        try {
            for (MemorySegment link : links) {
                int ignored = (int) Native.DESTROY_LINK.invokeExact(state, link);
            }
            links.clear();
            Native.CLOSE_OBJECT.invokeExact(state, object);
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        } finally {
            arena.close();
        }
    }
}
