package dev.seawall.engine.ecosystem.npm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One block of a yarn.lock: the descriptors that resolve to it, its fields and what it depends on. */
final class YarnBlock {
    /** The version berry gives to workspaces that state none. */
    private static final String LOCAL = "0.0.0-use.local";

    private final int line;
    private final List<String> descriptors;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> dependencies = new LinkedHashMap<>();

    private YarnBlock(int line, List<String> descriptors) {
        this.line = line;
        this.descriptors = descriptors;
    }

    int line() {
        return line;
    }

    /** As written: {@code name@range}; the header {@code __metadata} has none. */
    List<String> descriptors() {
        return descriptors;
    }

    /** Name to range. */
    Map<String, String> dependencies() {
        return dependencies;
    }

    String version() {
        return fields.getOrDefault("version", "");
    }

    /** True for the project at the root itself, without a version of its own. */
    boolean isProject() {
        return version().equals(LOCAL) && descriptors.stream().anyMatch(d -> d.endsWith("@workspace:."));
    }

    boolean isWorkspace() {
        return fields.getOrDefault("resolution", "").contains("@workspace:");
    }

    /** The true name: aliases {@code a@npm:b@1} are {@code b}; a berry resolution says it, but for workspaces. */
    String name() {
        String resolution = fields.getOrDefault("resolution", "");
        if (!resolution.isEmpty() && !isWorkspace()) {
            return nameOf(resolution);
        }
        String first = descriptors.getFirst();
        String range = first.substring(Math.min(first.length(), nameOf(first).length() + 1));
        boolean alias = range.startsWith("npm:") && range.lastIndexOf('@') > 4;
        return alias ? nameOf(range.substring(4)) : nameOf(first);
    }

    /** The part of {@code name@range} before the first @ that is not its first character. */
    static String nameOf(String descriptor) {
        int at = descriptor.indexOf('@', 1);
        return at < 0 ? descriptor : descriptor.substring(0, at);
    }

    /** A block while its lines are read. */
    static final class Draft {
        private final YarnBlock block;
        private String group = "";

        Draft(int line, String header) {
            block = new YarnBlock(line, split(header));
        }

        YarnBlock block() {
            return block;
        }

        void add(String line) {
            String text = line.strip();
            int indent = line.indexOf(text.charAt(0));
            if (indent <= 2) {
                group = "";
                addField(text);
            } else if (group.equals("dependencies") || group.equals("optionalDependencies")) {
                addPair(text, block.dependencies);
            }
        }

        private void addField(String text) {
            if (text.endsWith(":") && text.indexOf(' ') < 0) {
                group = text.substring(0, text.length() - 1);
            } else {
                addPair(text, block.fields);
            }
        }

        /** {@code key value} or {@code key: value}, either part quoted or not. */
        private static void addPair(String text, Map<String, String> into) {
            int end = text.startsWith("\"") ? text.indexOf('"', 1) + 1 : text.indexOf(' ');
            if (end > 0) {
                String key = unquote(text.substring(0, end));
                String rest = text.substring(end).strip();
                rest = rest.startsWith(":") ? rest.substring(1).strip() : rest;
                into.put(key.endsWith(":") ? key.substring(0, key.length() - 1) : key, unquote(rest));
            }
        }

        private static List<String> split(String header) {
            String text = header.strip();
            text = text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
            List<String> found = new ArrayList<>();
            for (String part : text.split(",")) {
                String descriptor = part.replace("\"", "").strip();
                if (descriptor.indexOf('@', 1) > 0) {
                    found.add(descriptor);
                }
            }
            return List.copyOf(found);
        }

        private static String unquote(String text) {
            boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
            return quoted ? text.substring(1, text.length() - 1) : text;
        }
    }
}
