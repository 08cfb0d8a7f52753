package dev.seawall.engine.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What apt is set to do, as {@code apt-config dump} would list it; later files win. See apt.conf(5). */
final class AptSettings {
    private static final int MOST = 100_000;

    private final List<Setting> all = new ArrayList<>();

    /** One value; the name in lower case, {@code ::} between its parts, at the end for an item of a list. */
    record Setting(String name, String value, Line line) {}

    private AptSettings() {}

    static AptSettings read(HostText text) {
        AptSettings settings = new AptSettings();
        List<String> paths = new ArrayList<>();
        for (String name : text.files().list("etc/apt/apt.conf.d")) {
            if (name.matches("[A-Za-z0-9_-]+(\\.conf)?")) {
                paths.add("etc/apt/apt.conf.d/" + name);
            }
        }
        paths.add("etc/apt/apt.conf");
        for (String path : paths) {
            settings.new Parser(path, text.read(path, "")).parse();
        }
        return settings;
    }

    /** The last value of a name. */
    Optional<Setting> find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return all.stream().filter(each -> each.name().equals(lower)).reduce((before, after) -> after);
    }

    /** The items of a list. */
    List<Setting> list(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(each -> each.name().equals(lower + "::") || each.name().startsWith(lower + "::"))
                .toList();
    }

    /** {@code A::B "v"; A { B "v"; List { "x"; }; }; #clear A;} with three kinds of comments. */
    private final class Parser {
        private final String path;
        private final String text;
        private final Deque<String> scopes = new ArrayDeque<>();
        private final List<String> words = new ArrayList<>();
        private int at;
        private int line = 1;

        Parser(String path, String text) {
            this.path = path;
            this.text = text;
        }

        void parse() {
            while (at < text.length() && all.size() < MOST) {
                step(text.charAt(at));
            }
        }

        private void step(char c) {
            if (c == '\n') {
                line++;
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("/*", at)) {
                skipTo("*/");
            } else if (text.startsWith("//", at) || (c == '#' && !text.startsWith("#clear", at))) {
                skipLine();
            } else {
                token(c);
            }
        }

        private void token(char c) {
            switch (c) {
                case '{' -> {
                    scopes.push(words.isEmpty() ? "" : words.getFirst());
                    words.clear();
                    at++;
                }
                case '}' -> {
                    scopes.poll();
                    words.clear();
                    at++;
                }
                case ';' -> {
                    end();
                    at++;
                }
                case '"' -> quoted();
                default -> plain();
            }
        }

        private void end() {
            if (words.isEmpty()) {
                return;
            }
            boolean item = words.size() == 1;
            if (words.getFirst().equals("#clear")) {
                String cleared = words.getLast().toLowerCase(Locale.ROOT);
                all.removeIf(each -> each.name().equals(cleared) || each.name().startsWith(cleared + "::"));
            } else {
                add(item ? "" : words.getFirst(), words.getLast());
            }
            words.clear();
        }

        private void add(String name, String value) {
            List<String> parts = new ArrayList<>(scopes.reversed());
            parts.add(name);
            String full = String.join("::", parts).toLowerCase(Locale.ROOT);
            all.add(new Setting(full, value, new Line(path, line, value.isEmpty() ? "\"\"" : value)));
        }

        private void quoted() {
            int end = text.indexOf('"', at + 1);
            int stop = end < 0 ? text.length() : end;
            words.add(text.substring(at + 1, stop));
            at = stop + 1;
        }

        private void plain() {
            int start = at;
            while (at < text.length()
                    && "{};\"\n".indexOf(text.charAt(at)) < 0
                    && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(start, at));
        }

        private void skipTo(String end) {
            int stop = text.indexOf(end, at);
            int next = stop < 0 ? text.length() : stop + end.length();
            line += (int)
                    text.substring(at, next).chars().filter(c -> c == '\n').count();
            at = next;
        }

        private void skipLine() {
            int stop = text.indexOf('\n', at);
            at = stop < 0 ? text.length() : stop;
        }
    }
}
