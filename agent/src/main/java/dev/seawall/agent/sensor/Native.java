package dev.seawall.agent.sensor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seawall.engine.model.SeawallException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The functions of libbpf and libc that the sensor calls. Handles are constants, or the JIT cannot inline them. */
final class Native {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final @Nullable SymbolLookup BPF = library();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    static final MethodHandle OPEN_MEM = bpf("bpf_object__open_mem", of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    static final MethodHandle LOAD = bpf("bpf_object__load", of(JAVA_INT, ADDRESS));
    static final MethodHandle CLOSE_OBJECT = bpf("bpf_object__close", FunctionDescriptor.ofVoid(ADDRESS));
    static final MethodHandle NEXT_PROGRAM = bpf("bpf_object__next_program", of(ADDRESS, ADDRESS, ADDRESS));
    static final MethodHandle PROGRAM_NAME = bpf("bpf_program__name", of(ADDRESS, ADDRESS));
    static final MethodHandle SET_AUTOLOAD = bpf("bpf_program__set_autoload", of(JAVA_INT, ADDRESS, JAVA_BOOLEAN));
    static final MethodHandle ATTACH = bpf("bpf_program__attach", of(ADDRESS, ADDRESS));
    static final MethodHandle DESTROY_LINK = bpf("bpf_link__destroy", of(JAVA_INT, ADDRESS));
    static final MethodHandle FIND_MAP = bpf("bpf_object__find_map_by_name", of(ADDRESS, ADDRESS, ADDRESS));
    static final MethodHandle MAP_FD = bpf("bpf_map__fd", of(JAVA_INT, ADDRESS));
    static final MethodHandle SET_MAX_ENTRIES = bpf("bpf_map__set_max_entries", of(JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle UPDATE = bpf("bpf_map_update_elem", of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    static final MethodHandle LOOKUP = bpf("bpf_map_lookup_elem", of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    static final MethodHandle DELETE = bpf("bpf_map_delete_elem", of(JAVA_INT, JAVA_INT, ADDRESS));
    static final MethodHandle SET_PRINT = bpf("libbpf_set_print", of(ADDRESS, ADDRESS));

    static final MethodHandle MMAP =
            libc("mmap", of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    static final MethodHandle MUNMAP = libc("munmap", of(JAVA_INT, ADDRESS, JAVA_LONG));
    static final MethodHandle EPOLL_CREATE = libc("epoll_create1", of(JAVA_INT, JAVA_INT));
    static final MethodHandle EPOLL_CTL = libc("epoll_ctl", of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    static final MethodHandle EPOLL_WAIT = libc("epoll_wait", of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    static final MethodHandle CLOSE = libc("close", of(JAVA_INT, JAVA_INT));
    static final MethodHandle KILL = libc("kill", of(JAVA_INT, JAVA_INT, JAVA_INT));
    static final MethodHandle POSSIBLE_CPUS = bpf("libbpf_num_possible_cpus", of(JAVA_INT));

    private Native() {}

    private static @Nullable SymbolLookup library() {
        try {
            return SymbolLookup.libraryLookup(System.getProperty("seawall.libbpf", "libbpf.so.1"), Arena.global());
        } catch (IllegalArgumentException absent) {
            return null;
        }
    }

    /** True where libbpf is installed. */
    static boolean isAvailable() {
        return BPF != null;
    }

    private static FunctionDescriptor of(MemoryLayout result, MemoryLayout... arguments) {
        return FunctionDescriptor.of(result, arguments);
    }

    private static MethodHandle bpf(String name, FunctionDescriptor type) {
        if (BPF == null) {
            throw new SeawallException(
                    "load libbpf", "there is no libbpf.so.1", "Install libbpf (package libbpf1 or libbpf)");
        }
        return handle(BPF, name, type);
    }

    private static MethodHandle libc(String name, FunctionDescriptor type) {
        return handle(LINKER.defaultLookup(), name, type);
    }

    private static MethodHandle handle(SymbolLookup lookup, String name, FunctionDescriptor type) {
        MemorySegment symbol = lookup.find(name)
                .orElseThrow(() -> new SeawallException(
                        "call " + name, "the installed library lacks it", "Install libbpf 1.0 or later"));
        return LINKER.downcallHandle(symbol, type, Linker.Option.captureCallState("errno"));
    }

    /** Where a call leaves its errno; one per thread and arena. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof RuntimeException runtime) {
            return runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(thrown);
    }
}
