package dev.seawall.engine.check.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts the words of a command into flags, values and operands. */
final class CallReader {
    private static final Set<String> WRAPPERS = Set.of("exec", "command", "builtin", "busybox", "nohup", "eatmydata");

    private final List<String> words;
    private final List<String> operands = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private int at;
    private int beforeDashes = -1;

    CallReader(List<String> words) {
        this.words = words;
    }

    Call read() {
        String name = name();
        Programs.Program program = Programs.of(name);
        while (at < words.size()) {
            word(words.get(at++), program);
        }
        int actionAt = !operands.isEmpty() && program.groups().contains(operands.getFirst()) ? 1 : 0;
        String action = String.join(" ", operands.subList(0, Math.min(operands.size(), actionAt + 1)));
        int end = beforeDashes < 0 ? operands.size() : beforeDashes;
        List<String> rest = operands.subList(Math.min(end, actionAt + 1), end);
        String family = program.family().isEmpty() ? name : program.family();
        return new Call(name, family, action, operands, rest, flags, options);
    }

    /** The program's name; {@code at} stands behind it. */
    private String name() {
        while (at < words.size()) {
            String name = baseName(words.get(at++));
            if (name.matches("python[0-9.]*")
                    && at + 1 < words.size()
                    && words.get(at).equals("-m")) {
                at += 2;
                return words.get(at - 1);
            }
            boolean runner =
                    name.equals("uv") && at < words.size() && words.get(at).equals("pip");
            if (!runner && (!WRAPPERS.contains(name) || at >= words.size())) {
                return name.matches("pip[0-9]+(\\.[0-9]+)?") ? "pip3" : name;
            }
        }
        return "";
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void word(String word, Programs.Program program) {
        if (beforeDashes >= 0 || !word.startsWith("-") || word.equals("-")) {
            operands.add(word);
        } else if (word.equals("--")) {
            beforeDashes = operands.size();
        } else if (word.startsWith("--") || program.words()) {
            named(word.substring(word.startsWith("--") ? 2 : 1), program);
        } else {
            cluster(word.substring(1), program);
        }
    }

    private void named(String flag, Programs.Program program) {
        int equals = flag.indexOf('=');
        String name = equals < 0 ? flag : flag.substring(0, equals);
        flags.add(name);
        if (equals >= 0) {
            options.put(name, flag.substring(equals + 1));
        } else if (program.values().contains(name) && at < words.size()) {
            options.put(name, words.get(at++));
        }
    }

    private void cluster(String letters, Programs.Program program) {
        if (letters.length() > 1) {
            flags.add(letters);
        }
        for (int i = 0; i < letters.length(); i++) {
            String name = letters.substring(i, i + 1);
            if (name.equals("=")) {
                options.put(letters.substring(i - (i > 0 ? 1 : 0), i), letters.substring(i + 1));
                return;
            }
            flags.add(name);
            if (program.values().contains(name)) {
                value(name, letters.substring(i + 1));
                return;
            }
        }
    }

    private void value(String name, String attached) {
        if (!attached.isEmpty()) {
            options.put(name, attached.startsWith("=") ? attached.substring(1) : attached);
        } else if (at < words.size()) {
            options.put(name, words.get(at++));
        }
    }
}
