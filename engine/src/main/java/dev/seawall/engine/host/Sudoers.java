package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who may run what as whom, from {@code /etc/sudoers} and what it includes. See sudoers(5). */
final class Sudoers {
    private static final int DEEPEST = 16;
    private static final int MOST = 50_000;

    private final HostText text;
    private final List<Default> defaults = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    /**
     * One parameter of a Defaults line.
     *
     * @param scope empty for everybody, else {@code :user}, {@code @host}, {@code !command} or {@code >runas}
     * @param name without the {@code !} that turns it off
     */
    record Default(String scope, String name, String value, boolean off, Line line) {}

    /**
     * One rule.
     *
     * @param users the users, groups and aliases it is for
     * @param commands everything after the host, tags included
     */
    record Rule(String users, String commands, Line line) {
        boolean hasTag(String tag) {
            return java.util.Arrays.stream(commands.split("[\\s,)]+"))
                    .anyMatch(word -> word.equals(tag + ":") || word.startsWith(tag + ":"));
        }
    }

    private Sudoers(HostText text) {
        this.text = text;
    }

    static Sudoers read(HostText text) {
        Sudoers sudoers = new Sudoers(text);
        sudoers.read("etc/sudoers", 0);
        return sudoers;
    }

    private void read(String path, int depth) {
        if (depth > DEEPEST || !open.add(path)) {
            problems.add(path + " is included too deeply or includes itself");
            return;
        }
        for (Line line : text.joinedLines(path)) {
            if (rules.size() + defaults.size() < MOST) {
                accept(line, depth);
            }
        }
        open.remove(path);
    }

    private void accept(Line line, int depth) {
        String first = line.words().getFirst();
        String rest = line.text().substring(first.length()).strip();
        switch (first) {
            case "#include", "@include" -> read(absolute(rest), depth + 1);
            case "#includedir", "@includedir" -> folder(absolute(rest), depth);
            case "User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias" -> {}
            default -> {
                if (first.startsWith("Defaults")) {
                    defaults(first.substring("Defaults".length()), rest, line);
                } else {
                    rule(line);
                }
            }
        }
    }

    private static String absolute(String path) {
        String plain = path.replace("\"", "").replace("\\ ", " ");
        return plain.startsWith("/") ? plain.substring(1) : "etc/" + plain;
    }

    /** Names with a dot or a tilde at the end are skipped, as sudo does. */
    private void folder(String path, int depth) {
        for (String name : text.files().list(path)) {
            if (!name.contains(".") && !name.endsWith("~")) {
                read(path + "/" + name, depth + 1);
            }
        }
    }

    private void defaults(String scope, String rest, Line line) {
        boolean inQuotes = false;
        StringBuilder part = new StringBuilder();
        for (char c : (rest + ",").toCharArray()) {
            inQuotes = (c == '"') != inQuotes;
            if (c == ',' && !inQuotes) {
                addDefault(scope, part.toString().strip(), line);
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
    }

    private void addDefault(String scope, String part, Line line) {
        if (part.isEmpty()) {
            return;
        }
        boolean off = part.startsWith("!");
        String[] pair = part.replaceFirst("^!\\s*", "").split("\\s*[+-]?=\\s*", 2);
        String value = pair.length < 2 ? "" : pair[1].replace("\"", "").strip();
        defaults.add(new Default(scope, pair[0].strip().toLowerCase(Locale.ROOT), value, off, line));
    }

    private void rule(Line line) {
        int comment = line.text().indexOf(" #");
        String whole = comment < 0 ? line.text() : line.text().substring(0, comment);
        int equals = whole.indexOf('=');
        if (equals < 0) {
            problems.add(line.place() + " is neither a rule nor a setting");
            return;
        }
        rules.add(new Rule(
                whole.substring(0, equals).strip(), whole.substring(equals + 1).strip(), line));
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    List<Default> defaults() {
        return List.copyOf(defaults);
    }

    /** The last word on a parameter for everybody. */
    Optional<Default> find(String name) {
        return defaults.stream()
                .filter(each -> each.scope().isEmpty() && each.name().equals(name))
                .reduce((before, after) -> after);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
