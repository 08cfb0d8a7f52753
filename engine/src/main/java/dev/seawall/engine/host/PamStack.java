package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stack of one service and type as a tree: included files in place, substacks as branches. See pam.conf(5).
 *
 * @param entries in order
 * @param problems includes that are missing, cyclic or too deep
 */
record PamStack(List<Entry> entries, List<String> problems) {
    private static final int DEEPEST = 16;
    private static final int MOST = 2_000;

    /**
     * One line.
     *
     * @param control action by return value: {@code success}, {@code default}, …
     * @param module file name such as {@code pam_unix.so}; empty for a substack
     * @param substack the entries of a substack, empty for a module
     */
    record Entry(Map<String, String> control, String module, List<String> arguments, Line line, List<Entry> substack) {
        Entry {
            control = Map.copyOf(control);
            arguments = List.copyOf(arguments);
            substack = List.copyOf(substack);
        }

        /** The value of {@code name=value} among the arguments. */
        Optional<String> argument(String name) {
            return arguments.stream()
                    .filter(each -> each.startsWith(name + "="))
                    .map(each -> each.substring(name.length() + 1))
                    .findFirst();
        }

        boolean has(String argument) {
            return arguments.contains(argument);
        }
    }

    /** The stack of a service, of {@code other} where it has no file; empty where neither exists. */
    static PamStack read(HostText text, String service, String type) {
        Reader reader = new Reader(text, type);
        String own = file(text, service);
        List<Entry> entries = reader.read(own.isEmpty() ? file(text, "other") : own, 0);
        return new PamStack(List.copyOf(entries), List.copyOf(reader.problems));
    }

    private static String file(HostText text, String service) {
        return Stream.of("etc/pam.d/", "usr/lib/pam.d/", "usr/share/pam.d/")
                .map(folder -> folder + service)
                .filter(text::exists)
                .findFirst()
                .orElse("");
    }

    /** Every module in it, branches included. */
    List<Entry> modules() {
        List<Entry> all = new ArrayList<>();
        collect(entries, all);
        return all;
    }

    private static void collect(List<Entry> entries, List<Entry> all) {
        for (Entry entry : entries) {
            if (entry.substack().isEmpty()) {
                all.add(entry);
            } else {
                collect(entry.substack(), all);
            }
        }
    }

    /** The modules of that name, {@code pam_unix} or {@code pam_unix.so}. */
    List<Entry> modules(String name) {
        String full = name.endsWith(".so") ? name : name + ".so";
        return modules().stream().filter(each -> each.module().equals(full)).toList();
    }

    private static final class Reader {
        private final HostText text;
        private final String type;
        private final List<String> problems = new ArrayList<>();
        private int read;

        Reader(HostText text, String type) {
            this.text = text;
            this.type = type;
        }

        List<Entry> read(String path, int depth) {
            List<Entry> entries = new ArrayList<>();
            if (path.isEmpty()) {
                return entries;
            }
            if (depth > DEEPEST) {
                problems.add(path + " is included too deeply or includes itself");
                return entries;
            }
            for (Line line : text.joinedLines(path)) {
                if (read < MOST) {
                    read++;
                    add(entries, line, depth);
                }
            }
            return entries;
        }

        private void add(List<Entry> entries, Line line, int depth) {
            List<String> words = words(line.text());
            if (words.getFirst().equals("@include")) {
                entries.addAll(included(words, 1, line, depth));
                return;
            }
            String own = words.getFirst().startsWith("-") ? words.getFirst().substring(1) : words.getFirst();
            if (!own.equalsIgnoreCase(type) || words.size() < 3) {
                return;
            }
            String control = words.get(1).toLowerCase(java.util.Locale.ROOT);
            switch (control) {
                case "include" -> entries.addAll(included(words, 2, line, depth));
                case "substack" ->
                    entries.add(new Entry(REQUIRED, "", List.of(), line, included(words, 2, line, depth)));
                default -> entries.add(module(control, words, line));
            }
        }

        private List<Entry> included(List<String> words, int index, Line line, int depth) {
            String name = words.size() > index ? words.get(index) : "";
            String path = name.startsWith("/") ? name.substring(1) : file(text, name);
            if (name.isEmpty() || path.isEmpty()) {
                problems.add(line.place() + " includes " + name + ", which is not there");
                return List.of();
            }
            return read(path, depth + 1);
        }

        private static Entry module(String control, List<String> words, Line line) {
            String path = words.get(2);
            String name = path.substring(path.lastIndexOf('/') + 1);
            return new Entry(actions(control), name, words.subList(3, words.size()), line, List.of());
        }

        /** Words, where brackets hold blanks together. */
        private static List<String> words(String line) {
            List<String> words = new ArrayList<>();
            StringBuilder word = new StringBuilder();
            boolean bracket = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '#' && !bracket && word.isEmpty()) {
                    break;
                }
                bracket = c == '[' ? true : c == ']' ? false : bracket;
                if (Character.isWhitespace(c) && !bracket) {
                    flush(word, words);
                } else {
                    word.append(c);
                }
            }
            flush(word, words);
            return words.isEmpty() ? List.of("") : words;
        }

        private static void flush(StringBuilder word, List<String> words) {
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
    }

    private static final Map<String, String> REQUIRED =
            Map.of("success", "ok", "new_authtok_reqd", "ok", "ignore", "ignore", "default", "bad");

    /** A control word or bracket as actions by return value. */
    private static Map<String, String> actions(String control) {
        return switch (control) {
            case "required" -> REQUIRED;
            case "requisite" -> Map.of("success", "ok", "new_authtok_reqd", "ok", "ignore", "ignore", "default", "die");
            case "sufficient" -> Map.of("success", "done", "new_authtok_reqd", "done", "default", "ignore");
            case "optional" -> Map.of("success", "ok", "new_authtok_reqd", "ok", "default", "ignore");
            default -> bracket(control);
        };
    }

    private static Map<String, String> bracket(String control) {
        Map<String, String> actions = new LinkedHashMap<>();
        for (String pair : control.replaceAll("[\\[\\]]", " ").strip().split("\\s+")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                actions.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return new HashMap<>(actions);
    }
}
