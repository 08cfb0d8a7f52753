package dev.seawall.agent.learn;

import dev.seawall.agent.response.Groups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Measures what the control group of a container takes, in version 1 and 2. */
final class Meter {
    private final @Nullable Path memory;
    private final @Nullable Path pids;
    private final @Nullable Path cpu;
    private final long beginNanos = System.nanoTime();
    private final long cpuAtBegin;
    private long mostProcesses;

    Meter(Groups groups, int process) {
        this.memory = groups.folder(process, "memory");
        this.pids = groups.folder(process, "pids");
        this.cpu = groups.folder(process, "cpuacct");
        this.cpuAtBegin = cpuNanos();
    }

    /** Looks at what can only be seen while it is there. */
    void look() {
        mostProcesses = Math.max(mostProcesses, number(pids, "pids.current"));
    }

    Behaviour.Usage usage() {
        long bytes = Math.max(number(memory, "memory.max_usage_in_bytes"), number(memory, "memory.peak"));
        long processes = Math.max(mostProcesses, number(pids, "pids.peak"));
        double seconds = Math.max(1, System.nanoTime() - beginNanos);
        return new Behaviour.Usage(bytes, processes, (cpuNanos() - cpuAtBegin) / seconds);
    }

    private long cpuNanos() {
        long old = number(cpu, "cpuacct.usage");
        return old > 0 ? old : number(cpu, "cpu.stat") * 1000;
    }

    /** The first number in a file; 0 where there is none. */
    private static long number(@Nullable Path folder, String name) {
        if (folder == null) {
            return 0;
        }
        try {
            String text = Files.readString(folder.resolve(name)).strip();
            String digits = text.replaceFirst("^usage_usec ", "").split("\\s")[0];
            return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
        } catch (IOException absent) {
            return 0;
        }
    }
}
