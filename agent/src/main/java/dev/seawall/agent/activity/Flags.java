package dev.seawall.agent.activity;

import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The names of the numbers that system calls take ({@code sensor/flags.yaml}). */
final class Flags {
    private static final Map<String, Map<Long, String>> GROUPS = load();

    private Flags() {}

    private static Map<String, Map<Long, String>> load() {
        try (InputStream in = Flags.class.getResourceAsStream("/sensor/flags.yaml")) {
            Map<String, Map<Long, String>> groups = new HashMap<>();
            Located.yaml(Objects.requireNonNull(in).readAllBytes())
                    .fields()
                    .forEach((name, entries) -> groups.put(name, group(entries)));
            return groups;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Long, String> group(Located entries) {
        Map<Long, String> group = new LinkedHashMap<>();
        entries.fields().forEach((name, value) -> group.put(Long.decode(value.text()), name));
        return group;
    }

    private static Map<Long, String> named(String group) {
        return Objects.requireNonNull(GROUPS.get(group), group);
    }

    /** The name of one number; the number where it has none. */
    static String one(String group, long value) {
        String name = named(group).get(value);
        return name == null ? Long.toString(value) : name;
    }

    /** The names of all bits that are set, in the order of the list, joined. */
    static String bits(String group, long value, String separator) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<Long, String> each : named(group).entrySet()) {
            if ((value & each.getKey()) == each.getKey() && each.getKey() != 0) {
                out.append(out.isEmpty() ? "" : separator).append(each.getValue());
            }
        }
        return out.toString();
    }

    /** The flags of open(2): the way of access is a number, the rest are bits. */
    static String open(long flags) {
        String access = one("open-access", flags & 3);
        String bits = bits("open-flags", flags & ~3L, "|");
        boolean onExec = (flags & 02000000) != 0;
        return (bits.isEmpty() ? "" : bits + "|") + access + (onExec ? "|O_CLOEXEC" : "");
    }

    /** Capabilities by name, separated by blanks. */
    static String capabilities(long bits) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<Long, String> each : named("capabilities").entrySet()) {
            if ((bits >>> each.getKey() & 1) != 0) {
                out.append(out.isEmpty() ? "" : " ").append(each.getValue());
            }
        }
        return out.toString();
    }
}
