package dev.seawall.engine.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of a {@link BackupPlan}; unknown keys are refused, since a misspelt one would silently not back up. */
final class PlanText {
    private static final Set<String> KEYS = Set.of(
            "name",
            "sources",
            "excludes",
            "repository",
            "key",
            "environment",
            "schedule",
            "drill",
            "retention",
            "hooks",
            "max-age");
    private static final Set<String> KEEPS =
            Set.of("last", "hourly", "daily", "weekly", "monthly", "yearly", "within", "tag");
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([mhd])");

    private PlanText() {}

    static BackupPlan plan(Path file, @Nullable Object document) throws IOException {
        Map<String, Object> all = map("the plan", document, KEYS);
        Map<String, Object> hooks = map("hooks", all.get("hooks"), Set.of("before", "after"));
        return new BackupPlan(
                file,
                name(string(all, "name", "host")),
                sources(all.get("sources")),
                strings("excludes", all.get("excludes")),
                needed(all, "repository"),
                secret("key", all.get("key")),
                secrets(all.get("environment")),
                oneLine("schedule", string(all, "schedule", "daily")),
                oneLine("drill", string(all, "drill", "weekly")),
                keep(all.get("retention")),
                commands("hooks.before", hooks.get("before")),
                commands("hooks.after", hooks.get("after")),
                age(string(all, "max-age", "26h")));
    }

    private static String name(String name) throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,40}")) {
            throw new IOException("name '" + name + "' is not made of lower-case letters, digits and dashes");
        }
        return name;
    }

    private static String oneLine(String key, String value) throws IOException {
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ')) {
            throw new IOException(key + " must be one line");
        }
        return value;
    }

    private static List<String> sources(@Nullable Object value) throws IOException {
        List<String> sources = strings("sources", value);
        if (sources.isEmpty()) {
            throw new IOException("sources are missing: name at least one path");
        }
        for (String source : sources) {
            if (!source.startsWith("/") && !source.matches("docker:[A-Za-z0-9][A-Za-z0-9_.-]*")) {
                throw new IOException("source '" + source + "' is neither an absolute path nor docker:VOLUME");
            }
        }
        return sources;
    }

    /** A duration such as 90m, 26h or 7d. */
    static Duration age(String text) throws IOException {
        Matcher parts = AGE.matcher(text);
        if (!parts.matches()) {
            throw new IOException("'" + text + "' is no age; write for example 90m, 26h or 7d");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2).charAt(0)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Map<String, String> keep(@Nullable Object value) throws IOException {
        Map<String, String> keep = new TreeMap<>();
        for (Map.Entry<String, Object> each : map("retention", value, KEEPS).entrySet()) {
            String text = String.valueOf(each.getValue());
            boolean number = text.matches("[1-9]\\d{0,4}");
            boolean fits = each.getKey().equals("tag") ? text.matches("[\\w.-]+") : text.matches("(\\d+[ymdh])+");
            if (!number && !(fits && Set.of("within", "tag").contains(each.getKey()))) {
                throw new IOException("retention." + each.getKey() + " is '" + text + "', which keeps nothing");
            }
            keep.put(each.getKey(), text);
        }
        return keep;
    }

    private static Map<String, Secret> secrets(@Nullable Object value) throws IOException {
        Map<String, Secret> secrets = new TreeMap<>();
        for (Map.Entry<String, Object> each : map("environment", value, null).entrySet()) {
            secrets.put(each.getKey(), secret("environment." + each.getKey(), each.getValue()));
        }
        return secrets;
    }

    /** A secret stands never in the plan itself. */
    private static Secret secret(String key, @Nullable Object value) throws IOException {
        Map<String, Object> all = map(key, value, Set.of("file", "env", "command"));
        if (all.size() != 1) {
            throw new IOException(key + " must be one of {file: PATH}, {env: NAME}, {command: [PROGRAM, ARGUMENT]}");
        }
        if (all.get("file") instanceof Object file) {
            return new Secret.InFile(Path.of(String.valueOf(file)));
        }
        if (all.get("env") instanceof Object env) {
            return new Secret.InEnvironment(String.valueOf(env));
        }
        return new Secret.FromCommand(command(key, all.get("command")));
    }

    private static List<List<String>> commands(String key, @Nullable Object value) throws IOException {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new IOException(key + " must be a list of commands");
        }
        List<List<String>> commands = new ArrayList<>();
        for (Object each : list) {
            commands.add(command(key, each));
        }
        return commands;
    }

    private static List<String> command(String key, @Nullable Object value) throws IOException {
        List<String> command = value instanceof String text ? List.of("/bin/sh", "-c", text) : strings(key, value);
        if (command.isEmpty()) {
            throw new IOException(key + " holds an empty command");
        }
        return command;
    }

    private static List<String> strings(String key, @Nullable Object value) throws IOException {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new IOException(key + " must be a list");
        }
        List<String> strings = new ArrayList<>();
        for (Object each : list) {
            String text = String.valueOf(each);
            if (text.isBlank() || text.indexOf('\0') >= 0) {
                throw new IOException(key + " holds an empty entry");
            }
            strings.add(text);
        }
        return strings;
    }

    private static String needed(Map<String, Object> all, String key) throws IOException {
        String value = string(all, key, "");
        if (value.isBlank()) {
            throw new IOException(key + " is missing");
        }
        return value;
    }

    private static String string(Map<String, Object> all, String key, String otherwise) {
        Object value = all.get(key);
        return value == null ? otherwise : String.valueOf(value);
    }

    private static Map<String, Object> map(String what, @Nullable Object value, @Nullable Set<String> known)
            throws IOException {
        Map<String, Object> all = new TreeMap<>();
        if (value == null) {
            return all;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IOException(what + " must be a map");
        }
        for (Map.Entry<?, ?> each : map.entrySet()) {
            String key = String.valueOf(each.getKey());
            if (known != null && !known.contains(key)) {
                throw new IOException(what + " has the unknown key '" + key + "'; known are " + new TreeSet<>(known));
            }
            if (each.getValue() instanceof Object present) {
                all.put(key, present);
            }
        }
        return all;
    }
}
