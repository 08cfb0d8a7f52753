package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The accounts and groups of a host's own files. See passwd(5), shadow(5), group(5). */
record Accounts(List<User> users, List<Shadow> shadows, List<Group> groups) {
    /** A row of passwd; a uid that is no number is -1. */
    record User(String name, String password, long uid, long gid, String home, String shell, Line line) {
        boolean canLogIn() {
            String program = shell.substring(shell.lastIndexOf('/') + 1);
            return !List.of("nologin", "false", "sync", "shutdown", "halt", "true")
                    .contains(program);
        }
    }

    /** A row of shadow; days are since 1970, -1 where the field is empty. The hash never leaves this record. */
    record Shadow(
            String name,
            String hash,
            long changedDay,
            long minDays,
            long maxDays,
            long warnDays,
            long inactive,
            long expires,
            Line line) {
        boolean isEmpty() {
            return hash.isEmpty();
        }

        /** Whether a password can be typed at all. */
        boolean hasPassword() {
            return !hash.isEmpty() && !hash.startsWith("!") && !hash.startsWith("*") && hash.length() > 2;
        }

        boolean isLocked() {
            return hash.startsWith("!") || hash.startsWith("*");
        }

        /** The method's prefix, such as {@code $y$}; {@code DES} for the oldest. */
        String method() {
            String plain = hash.replaceFirst("^!+", "");
            int end = plain.indexOf('$', 1);
            return plain.startsWith("$") && end > 0 ? plain.substring(0, end + 1) : "DES";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A row of group. */
    record Group(String name, long gid, List<String> members, Line line) {}

    Accounts {
        users = List.copyOf(users);
        shadows = List.copyOf(shadows);
        groups = List.copyOf(groups);
    }

    static Accounts read(HostText text) {
        List<User> users = new ArrayList<>();
        List<Shadow> shadows = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        text.lines("etc/passwd").forEach(line -> user(line).ifPresent(users::add));
        text.lines("etc/shadow").forEach(line -> shadow(line).ifPresent(shadows::add));
        text.lines("etc/group").forEach(line -> group(line).ifPresent(groups::add));
        return new Accounts(users, shadows, groups);
    }

    private static Optional<User> user(Line line) {
        String[] f = line.text().split(":", -1);
        return f.length < 7 || f[0].startsWith("+") || f[0].startsWith("-")
                ? Optional.empty()
                : Optional.of(new User(f[0], f[1], number(f[2]), number(f[3]), f[5], f[6].strip(), line));
    }

    private static Optional<Shadow> shadow(Line line) {
        String[] f = Arrays.copyOf(line.text().split(":", -1), 9);
        return f[1] == null
                ? Optional.empty()
                : Optional.of(new Shadow(
                        f[0],
                        f[1],
                        number(f[2]),
                        number(f[3]),
                        number(f[4]),
                        number(f[5]),
                        number(f[6]),
                        number(f[7]),
                        line));
    }

    private static Optional<Group> group(Line line) {
        String[] f = line.text().split(":", -1);
        if (f.length < 4) {
            return Optional.empty();
        }
        List<String> members = Arrays.stream(f[3].split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        return Optional.of(new Group(f[0], number(f[2]), members, line));
    }

    @SuppressWarnings("NullAway")
    private static long number(String text) {
        try {
            return text == null || text.isBlank() ? -1 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    Optional<Shadow> shadow(String name) {
        return shadows.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    Optional<User> user(String name) {
        return users.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    Optional<Group> group(String name) {
        return groups.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** People rather than services: ids from 1000 on, nobody left out. */
    List<User> people() {
        return users.stream()
                .filter(each -> each.uid() >= 1000 && each.uid() < 65534)
                .toList();
    }
}
