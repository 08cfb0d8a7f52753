package dev.seawall.engine.nativelib;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compiled YARA rules and the scan of bytes with them, by libyara 4 (yara.h of 4.0 to 4.5). Only {@link YaraChild} loads
 * it: a rule or a file that makes the library crash must not take the scan with it. Not thread-safe.
 */
final class Yara {
    private static final List<String> NAMES =
            List.of("libyara.so.10", "libyara.so.9", "libyara.so.8", "libyara.so", "libyara.dylib");
    private static final int RULE_MATCHES = 1;
    private static final int CONTINUE = 0;
    private static final int ERROR_LEVEL = 0;
    /** SCAN_FLAGS_FAST_MODE and SCAN_FLAGS_REPORT_RULES_MATCHING. */
    private static final int FLAGS = 1 | 8;

    private static final int TIMED_OUT = 26;
    private static final int META_BYTES = 32;
    private static final int META_STRING = 2;
    private static final int MAX_METAS = 64;
    private static final long UNBOUNDED = 1L << 40;
    /** Where YR_RULE keeps its name: after four ints since 4.2, after two before. */
    private static final List<Integer> NAME_OFFSETS = List.of(16, 8);

    private final MethodHandle scan;
    private final MemorySegment callback;
    private MemorySegment rules = MemorySegment.NULL;
    private int nameOffset = NAME_OFFSETS.getFirst();
    private final List<Found> found = new ArrayList<>();

    /** A rule that matched, with what it says about itself in text. */
    record Found(String rule, Map<String, String> metas) {}

    private Yara(NativeLibrary library) {
        scan = library.function(
                "yr_rules_scan_mem",
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        callback = upcall(
                "hear",
                MethodType.methodType(
                        int.class, MemorySegment.class, int.class, MemorySegment.class, MemorySegment.class),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS));
    }

    private MemorySegment upcall(String method, MethodType type, FunctionDescriptor shape) {
        try {
            MethodHandle handle = MethodHandles.lookup().bind(this, method, type);
            return Linker.nativeLinker().upcallStub(handle, shape, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method, e);
        }
    }

    /**
     * Loads the library and compiles rules.
     *
     * @param sources texts of rules, each a namespace of its own, by the name errors shall call it
     * @throws IOException where the library is not installed or a rule is wrong
     */
    static Yara compile(Map<String, String> sources) throws IOException {
        NativeLibrary library = NativeLibrary.find(NAMES)
                .orElseThrow(() -> new IOException("libyara is not installed (Debian: libyara9)"));
        Yara yara = new Yara(library);
        try {
            check("initialize", (int)
                    library.function("yr_initialize", ValueLayout.JAVA_INT).invokeExact());
            yara.probeLayout(library);
            yara.rules = new Compiler(library).compile(sources);
            return yara;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("libyara failed: " + e, e);
        }
    }

    private static void check(String what, int result) throws IOException {
        if (result != 0) {
            throw new IOException("libyara could not " + what + ": error " + result);
        }
    }

    /** Finds out which of the known layouts this library has, by a rule that always matches. */
    private void probeLayout(NativeLibrary library) throws Throwable {
        rules = new Compiler(library).compile(Map.of("probe", "rule seawall_probe { condition: true }"));
        for (int offset : NAME_OFFSETS) {
            nameOffset = offset;
            List<Found> seen = scan(new byte[1], 1, 5);
            if (seen.size() == 1 && seen.getFirst().rule().equals("seawall_probe")) {
                return;
            }
        }
        throw new IOException("this version of libyara is not known");
    }

    /**
     * The rules that match.
     *
     * @throws IOException where the time is over or the library gives up
     */
    List<Found> scan(byte[] content, int length, int timeoutSeconds) throws IOException {
        found.clear();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(Math.max(1, length));
            MemorySegment.copy(content, 0, bytes, ValueLayout.JAVA_BYTE, 0, length);
            int result = (int)
                    scan.invokeExact(rules, bytes, (long) length, FLAGS, callback, MemorySegment.NULL, timeoutSeconds);
            if (result == TIMED_OUT) {
                throw new IOException("YARA took longer than " + timeoutSeconds + " s");
            }
            check("scan", result);
            return List.copyOf(found);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("libyara failed: " + e, e);
        }
    }

    @SuppressWarnings({"unused", "UnusedMethod", "UnusedVariable"}) // called by the library
    private int hear(MemorySegment context, int message, MemorySegment data, MemorySegment user) {
        if (message == RULE_MATCHES) {
            MemorySegment rule = data.reinterpret(64);
            found.add(new Found(text(rule.get(ValueLayout.ADDRESS, nameOffset)), metas(rule)));
        }
        return CONTINUE;
    }

    private Map<String, String> metas(MemorySegment rule) {
        Map<String, String> metas = new TreeMap<>();
        MemorySegment first = rule.get(ValueLayout.ADDRESS, nameOffset + 16L);
        if (first.address() == 0) {
            return metas;
        }
        MemorySegment table = first.reinterpret((long) META_BYTES * MAX_METAS);
        for (int i = 0; i < MAX_METAS; i++) {
            long at = (long) i * META_BYTES;
            if (table.get(ValueLayout.JAVA_INT, at + 24) == META_STRING) {
                metas.put(text(table.get(ValueLayout.ADDRESS, at)), text(table.get(ValueLayout.ADDRESS, at + 8)));
            }
            if ((table.get(ValueLayout.JAVA_INT, at + 28) & 1) != 0) {
                return metas;
            }
        }
        return metas;
    }

    private static String text(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(UNBOUNDED).getString(0);
    }

    /** Compiles; hears of errors. */
    private static final class Compiler {
        private final NativeLibrary library;
        private final List<String> errors = new ArrayList<>();

        Compiler(NativeLibrary library) {
            this.library = library;
        }

        MemorySegment compile(Map<String, String> sources) throws Throwable {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment holder = arena.allocate(ValueLayout.ADDRESS);
                check("begin", (int) library.function("yr_compiler_create", ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
                        .invokeExact(holder));
                MemorySegment compiler = holder.get(ValueLayout.ADDRESS, 0);
                prepare(compiler);
                for (Map.Entry<String, String> source : sources.entrySet()) {
                    add(compiler, source.getKey(), source.getValue(), arena);
                }
                check("finish the rules", (int) library.function(
                                "yr_compiler_get_rules", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS)
                        .invokeExact(compiler, holder));
                return holder.get(ValueLayout.ADDRESS, 0);
            }
        }

        /** Errors are heard, includes refused: rules come from files that were named. */
        private void prepare(MemorySegment compiler) throws Throwable {
            MethodHandle hear = MethodHandles.lookup()
                    .bind(
                            this,
                            "hear",
                            MethodType.methodType(
                                    void.class,
                                    int.class,
                                    MemorySegment.class,
                                    int.class,
                                    MemorySegment.class,
                                    MemorySegment.class,
                                    MemorySegment.class));
            MemorySegment stub = Linker.nativeLinker()
                    .upcallStub(
                            hear,
                            FunctionDescriptor.ofVoid(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS),
                            Arena.global());
            library.function(
                            "yr_compiler_set_callback",
                            null,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS)
                    .invokeExact(compiler, stub, MemorySegment.NULL);
            library.function(
                            "yr_compiler_set_include_callback",
                            null,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS)
                    .invokeExact(compiler, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL);
        }

        private void add(MemorySegment compiler, String name, String source, Arena arena) throws Throwable {
            int wrong = (int) library.function(
                            "yr_compiler_add_string",
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS)
                    .invokeExact(compiler, arena.allocateFrom(source), arena.allocateFrom(name));
            if (wrong != 0) {
                throw new IOException(name + " has " + wrong + " errors, first in " + String.join("; ", errors));
            }
        }

        @SuppressWarnings({"unused", "UnusedMethod", "UnusedVariable"}) // called by the library
        private void hear(
                int level,
                MemorySegment file,
                int line,
                MemorySegment rule,
                MemorySegment message,
                MemorySegment user) {
            if (level == ERROR_LEVEL && errors.isEmpty()) {
                errors.add("line " + line + ": " + text(message));
            }
        }
    }
}
