package dev.seawall.agent.link;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What a host is, read from its files. */
final class HostFacts {
    private HostFacts() {}

    /** @param root of the host's files, {@code /} as a rule */
    static ObjectNode read(Path root) {
        ObjectNode out = Json.mapper().createObjectNode();
        Map<String, String> os = release(root.resolve("etc/os-release"));
        out.put("hostname", line(root.resolve("proc/sys/kernel/hostname")));
        out.put("os", os.getOrDefault("ID", ""));
        out.put("osVersion", os.getOrDefault("VERSION_ID", ""));
        out.put("osName", os.getOrDefault("PRETTY_NAME", ""));
        out.put("kernel", line(root.resolve("proc/sys/kernel/osrelease")));
        out.put("architecture", System.getProperty("os.arch", ""));
        out.put("processors", Runtime.getRuntime().availableProcessors());
        out.put("memoryBytes", memory(root.resolve("proc/meminfo")));
        out.put("bootId", line(root.resolve("proc/sys/kernel/random/boot_id")));
        return out;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String line(Path file) {
        return lines(file).stream().findFirst().orElse("").strip();
    }

    private static Map<String, String> release(Path file) {
        Map<String, String> out = new TreeMap<>();
        for (String line : lines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                out.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
            }
        }
        return out;
    }

    private static long memory(Path file) {
        for (String line : lines(file)) {
            if (line.matches("MemTotal:\\s+[0-9]{1,15} kB")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        return 0;
    }
}
