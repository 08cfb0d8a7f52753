package dev.seawall.agent.activity;

import dev.seawall.agent.container.Containers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what /proc knows about a process that the sensor has not seen start. What is gone is left empty. */
public final class ProcessReader {
    private static final long TICK_NANOS = 10_000_000;

    private final Path proc;

    /** @param proc where the proc file system of the host is */
    public ProcessReader(Path proc) {
        this.proc = proc;
    }

    List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path each : all) {
                ids.add(Integer.parseInt(each.getFileName().toString()));
            }
        } catch (IOException | NumberFormatException unreadable) {
            return ids;
        }
        ids.sort(null);
        return ids;
    }

    ProcessEntry read(int id, Containers containers) {
        ProcessEntry entry = new ProcessEntry(id);
        Path folder = proc.resolve(Integer.toString(id));
        readStat(entry, text(folder, "stat"));
        readStatus(entry, text(folder, "status"));
        List<String> words = words(folder, "cmdline");
        entry.exe = words.isEmpty() ? "" : words.getFirst();
        entry.arguments = words.isEmpty() ? words : words.subList(1, words.size());
        entry.environment = words(folder, "environ");
        entry.exePath = link(folder, "exe").replace(" (deleted)", "");
        entry.memfd = entry.exePath.startsWith("/memfd:");
        entry.cwd = link(folder, "cwd");
        String login = text(folder, "loginuid").strip();
        entry.loginUser = login.isEmpty() ? -1 : (int) Long.parseLong(login);
        entry.container = containers.find(0, cgroup(text(folder, "cgroup")));
        return entry;
    }

    private static void readStat(ProcessEntry entry, String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close + 2 > stat.length()) {
            return;
        }
        entry.name = stat.substring(open + 1, close);
        String[] fields = stat.substring(close + 2).split(" ");
        if (fields.length > 19) {
            entry.parentId = Integer.parseInt(fields[1]);
            entry.pgid = Integer.parseInt(fields[2]);
            entry.sid = Integer.parseInt(fields[3]);
            entry.tty = Integer.parseInt(fields[4]);
            entry.startNanos = Long.parseLong(fields[19]) * TICK_NANOS;
        }
        entry.vpid = entry.id;
        entry.vpgid = entry.pgid;
        entry.vsid = entry.sid;
    }

    private static void readStatus(ProcessEntry entry, String status) {
        for (String line : status.split("\n")) {
            String[] words = line.split("\\s+");
            if (words.length < 2) {
                continue;
            }
            String last = words[words.length - 1];
            switch (words[0]) {
                case "Uid:" -> entry.user = (int) Long.parseLong(words[2]);
                case "Gid:" -> entry.group = (int) Long.parseLong(words[2]);
                case "NStgid:" -> entry.vpid = Integer.parseInt(last);
                case "NSpgid:" -> entry.vpgid = Integer.parseInt(last);
                case "NSsid:" -> entry.vsid = Integer.parseInt(last);
                case "CapInh:" -> entry.inheritable = Long.parseUnsignedLong(last, 16);
                case "CapPrm:" -> entry.permitted = Long.parseUnsignedLong(last, 16);
                case "CapEff:" -> entry.effective = Long.parseUnsignedLong(last, 16);
                default -> {}
            }
        }
    }

    /** The pids controller's group, or the one group of version 2. */
    private static String cgroup(String all) {
        String unified = "/";
        for (String line : all.split("\n")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && Arrays.asList(parts[1].split(",")).contains("pids")) {
                return parts[2];
            }
            if (parts.length == 3 && parts[0].equals("0")) {
                unified = parts[2];
            }
        }
        return unified;
    }

    private static List<String> words(Path folder, String name) {
        String all = text(folder, name);
        return all.isEmpty() ? List.of() : List.of(all.split("\0"));
    }

    private static String text(Path folder, String name) {
        try {
            return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    private static String link(Path folder, String name) {
        try {
            @Nullable Path target = Files.readSymbolicLink(folder.resolve(name));
            return Objects.toString(target, "");
        } catch (IOException gone) {
            return "";
        }
    }
}
