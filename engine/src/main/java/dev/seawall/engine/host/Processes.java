package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What runs, from {@code /proc}; nothing where the root does not run. */
final class Processes {
    private static final int MOST = 50_000;
    private static final int MOST_FILES = 200_000;

    private final HostText text;
    private final List<Running> all;

    /**
     * One process; kernel threads have no program.
     *
     * @param program what it executes, with {@code (deleted)} at the end where that is gone; empty for kernel threads
     * @param unit the systemd unit it belongs to, or empty
     * @param arguments its command line
     */
    record Running(int id, String name, String program, String unit, List<String> arguments) {
        boolean isNamed(String wanted) {
            String file = program.replace(" (deleted)", "");
            return name.equals(wanted.length() > 15 ? wanted.substring(0, 15) : wanted)
                    || file.substring(file.lastIndexOf('/') + 1).equals(wanted);
        }
    }

    private Processes(HostText text, List<Running> all) {
        this.text = text;
        this.all = List.copyOf(all);
    }

    static Processes read(HostText text, boolean live) {
        List<Running> all = new ArrayList<>();
        if (live) {
            text.files().list("proc").stream()
                    .filter(name -> name.matches("\\d{1,9}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .limit(MOST)
                    .forEach(id -> read(text, id).ifPresent(all::add));
        }
        return new Processes(text, all);
    }

    private static Optional<Running> read(HostText text, int id) {
        String folder = "proc/" + id + "/";
        String name = text.read(folder + "comm", "").strip();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String program =
                text.files().entry(folder + "exe").map(FileEntry::linkTarget).orElse("");
        List<String> arguments = List.of(text.read(folder + "cmdline", "").split("\0"));
        return Optional.of(new Running(id, name, program, unit(text.read(folder + "cgroup", "")), arguments));
    }

    /** The last segment of a control group that is a unit. */
    private static String unit(String groups) {
        String found = "";
        for (String group : (Iterable<String>) groups.lines()::iterator) {
            for (String segment : group.substring(group.lastIndexOf(':') + 1).split("/")) {
                if (segment.endsWith(".service") || segment.endsWith(".socket") || segment.endsWith(".scope")) {
                    found = segment;
                }
            }
        }
        return found;
    }

    List<Running> all() {
        return all;
    }

    /** The first process of any of these names. */
    Optional<Running> find(List<String> names) {
        return all.stream()
                .filter(each -> names.stream().anyMatch(each::isNamed))
                .findFirst();
    }

    /** Which process holds each socket, by the socket's inode. */
    Map<Long, Running> socketOwners() {
        Map<Long, Running> owners = new TreeMap<>();
        int seen = 0;
        for (Running running : all) {
            String folder = "proc/" + running.id() + "/fd";
            for (String number : text.files().list(folder)) {
                seen++;
                if (seen > MOST_FILES) {
                    return owners;
                }
                text.files()
                        .entry(folder + "/" + number)
                        .map(FileEntry::linkTarget)
                        .filter(target -> target.startsWith("socket:["))
                        .ifPresent(target -> owners.putIfAbsent(inode(target), running));
            }
        }
        return owners;
    }

    private static long inode(String target) {
        String digits = target.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }
}
