package dev.seawall.engine.nativelib;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bounds the memory of a child process from within. */
public final class MemoryLimit {
    private static final int RLIMIT_CORE = 4;
    private static final int RLIMIT_AS = 9;

    private MemoryLimit() {}

    /** Lets the process grow by so much and no further, and leave no core file. Where the system has no /proc: no limit. */
    public static void growth(long bytes) throws Throwable {
        Path statm = Path.of("/proc/self/statm");
        if (!Files.isReadable(statm)) {
            return;
        }
        long pages = Long.parseLong(Files.readString(statm).split(" ", 2)[0]);
        limit(RLIMIT_AS, pages * 4096 + bytes);
        limit(RLIMIT_CORE, 0);
    }

    private static void limit(int what, long value) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(ValueLayout.JAVA_LONG, 2);
            both.setAtIndex(ValueLayout.JAVA_LONG, 0, value);
            both.setAtIndex(ValueLayout.JAVA_LONG, 1, value);
            int result = (int) NativeLibrary.ofSystem()
                    .function("setrlimit", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
                    .invokeExact(what, both);
            if (result != 0) {
                throw new IOException("setrlimit failed");
            }
        }
    }
}
