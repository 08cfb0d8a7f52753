package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What sshd will do, from its configuration file: includes read where they stand, the first value of a keyword wins,
 * values in {@code Match} blocks override the global ones for whom they match. See sshd_config(5).
 */
final class SshdConfig {
    private static final int DEEPEST = 16;
    private static final int MOST = 50_000;
    private static final String FOLDER = "etc/ssh/";

    private final HostText text;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    /**
     * One line.
     *
     * @param keyword in lower case, old names replaced by new ones
     * @param match the criteria it depends on, empty for a global setting
     */
    record Setting(String keyword, String value, Line line, String match) {}

    private SshdConfig(HostText text) {
        this.text = text;
    }

    /** Reads a configuration; settings on the command line come first, as they win. */
    static SshdConfig read(HostText text, String path, List<Line> commandLine) {
        SshdConfig config = new SshdConfig(text);
        commandLine.forEach(line -> config.accept(line, "", 0));
        config.read(path, "", 0);
        return config;
    }

    private void read(String path, String outer, int depth) {
        if (depth > DEEPEST || !open.add(path)) {
            problems.add(path + " is included too deeply or includes itself");
            return;
        }
        String match = outer;
        for (Line line : text.lines(path)) {
            if (settings.size() > MOST) {
                problems.add("more than " + MOST + " lines");
                break;
            }
            if (keyword(line.text()).equals("match")) {
                match = join(outer, value(line.text()));
            } else {
                accept(line, match, depth);
            }
        }
        open.remove(path);
    }

    /** {@code Match all} ends a block. */
    private static String join(String outer, String criteria) {
        String own = criteria.equalsIgnoreCase("all") ? "" : criteria;
        return outer.isEmpty() || own.isEmpty() ? outer + own : outer + " " + own;
    }

    private void accept(Line line, String match, int depth) {
        String keyword = keyword(line.text());
        String value = value(line.text());
        if (!keyword.equals("include")) {
            settings.add(new Setting(keyword, value, line, match));
            return;
        }
        for (String pattern : value.split("\\s+")) {
            String full = pattern.startsWith("/") ? pattern.substring(1) : FOLDER + pattern;
            text.glob(unquoted(full)).forEach(path -> read(path, match, depth + 1));
        }
    }

    private static String keyword(String line) {
        String word = line.split("[\\s=]", 2)[0].toLowerCase(Locale.ROOT);
        return switch (word) {
            case "challengeresponseauthentication", "skeyauthentication" -> "kbdinteractiveauthentication";
            case "pubkeyacceptedkeytypes" -> "pubkeyacceptedalgorithms";
            case "hostbasedacceptedkeytypes" -> "hostbasedacceptedalgorithms";
            case "dsaauthentication" -> "pubkeyauthentication";
            default -> word;
        };
    }

    private static String value(String line) {
        String[] parts = line.split("\\s*[\\s=]\\s*", 2);
        String value = parts.length < 2 ? "" : parts[1].strip();
        int comment = value.startsWith("\"") ? -1 : value.indexOf(" #");
        return unquoted(comment < 0 ? value : value.substring(0, comment).strip());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The global value of a keyword: the first one. */
    Optional<Setting> global(String keyword) {
        return settings.stream()
                .filter(each -> each.match().isEmpty() && each.keyword().equals(keyword))
                .findFirst();
    }

    /** Every line of a keyword, for keywords that add up; Match blocks too. */
    List<Setting> all(String keyword) {
        return settings.stream().filter(each -> each.keyword().equals(keyword)).toList();
    }

    /** What Match blocks say of a keyword; the first line of each block counts. */
    List<Setting> conditional(String keyword) {
        Set<String> seen = new HashSet<>();
        return all(keyword).stream()
                .filter(each -> !each.match().isEmpty() && seen.add(each.match()))
                .toList();
    }

    /** Includes that could not be followed. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
