package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line as POSIX getopt does: it ends at the first word that is no option. An unknown option, and one
 * that lacks its argument, leave an empty text.
 */
final class Getopt {
    private final String options;
    private final List<String> found = new ArrayList<>();
    private final Map<String, String> arguments = new HashMap<>();

    Getopt(String options) {
        this.options = options.startsWith(":") ? options.substring(1) : options;
    }

    Getopt read(List<String> words) {
        int at = 0;
        while (at < words.size() && isOption(words.get(at))) {
            String next = at + 1 < words.size() ? words.get(at + 1) : null;
            at += group(words.get(at), next) ? 2 : 1;
        }
        return this;
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-' && !word.equals("--");
    }

    /** One word of options; true where its last one took the next word as its argument. */
    private boolean group(String word, @Nullable String next) {
        for (int i = 1; i < word.length(); i++) {
            char option = word.charAt(i);
            int known = option == ':' ? -1 : options.indexOf(option);
            if (known < 0) {
                found.add("");
            } else if (known + 1 >= options.length() || options.charAt(known + 1) != ':') {
                add(option, null);
            } else {
                return withArgument(option, word.substring(i + 1), next);
            }
        }
        return false;
    }

    private boolean withArgument(char option, String rest, @Nullable String next) {
        if (!rest.isEmpty()) {
            add(option, rest);
            return false;
        }
        if (next == null) {
            found.add("");
            return false;
        }
        add(option, next);
        return true;
    }

    private void add(char option, @Nullable String argument) {
        found.add(String.valueOf(option));
        if (argument != null) {
            found.add(argument);
        }
        arguments.put(String.valueOf(option), argument == null ? "" : argument);
    }

    List<String> found() {
        return found;
    }

    @Nullable
    String argument(String option) {
        return arguments.get(option);
    }
}
