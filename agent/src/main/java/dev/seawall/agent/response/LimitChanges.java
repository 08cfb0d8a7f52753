package dev.seawall.agent.response;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.AgentTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which files and commands set the limits of a container, in control groups of version 1 and 2. */
public final class LimitChanges {
    private static final long PERIOD_MICROS = 100_000;

    private final Groups groups;
    private final int process;

    /** @param process of the container */
    public LimitChanges(Groups groups, int process) {
        this.groups = groups;
        this.process = process;
    }

    /** The changes that a request means, in order. */
    public List<LimitChange> of(AgentTask.Limit task) {
        List<LimitChange> changes = new ArrayList<>();
        if (task.cpus() != null) {
            long quota = (long) (task.cpus() * PERIOD_MICROS);
            either(changes, "cpu", "cpu.cfs_quota_us", "" + quota, "cpu.max", quota + " " + PERIOD_MICROS);
        }
        if (task.memoryBytes() != null) {
            either(
                    changes,
                    "memory",
                    "memory.limit_in_bytes",
                    "" + task.memoryBytes(),
                    "memory.max",
                    "" + task.memoryBytes());
        }
        if (task.processes() != null) {
            either(changes, "pids", "pids.max", "" + task.processes(), "pids.max", "" + task.processes());
        }
        disks(changes, "blkio.throttle.read_bps_device", "rbps", task.readBytesPerSecond());
        disks(changes, "blkio.throttle.write_bps_device", "wbps", task.writeBytesPerSecond());
        if (task.egress() != null) {
            changes.addAll(inside(task.egress()));
        }
        if (task.ingress() != null) {
            changes.addAll(outside(task.ingress()));
        }
        return changes;
    }

    private Path folder(String controller) {
        Path folder = groups.folder(process, controller);
        if (folder == null) {
            throw new SeawallException(
                    "limit the container", "its group has no controller " + controller, "Enable the controller");
        }
        return folder;
    }

    private void either(
            List<LimitChange> changes, String controller, String old, String oldValue, String name, String value) {
        Path folder = folder(controller);
        boolean isOld = Files.exists(folder.resolve(old));
        changes.add(new LimitChange.Write(folder.resolve(isOld ? old : name), isOld ? oldValue : value));
    }

    private void disks(List<LimitChange> changes, String old, String key, @Nullable Long bytes) {
        if (bytes == null) {
            return;
        }
        Path folder = folder("blkio");
        for (String device : devices()) {
            boolean isOld = Files.exists(folder.resolve(old));
            changes.add(
                    isOld
                            ? new LimitChange.Write(folder.resolve(old), device + " " + bytes)
                            : new LimitChange.Write(folder.resolve("io.max"), device + " " + key + "=" + bytes));
        }
    }

    /** Numbers of the disks of this host. */
    private static List<String> devices() {
        List<String> devices = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/sys/block"))) {
            for (Path each : all) {
                String name = each.getFileName().toString();
                if (!name.startsWith("loop") && !name.startsWith("ram") && !name.startsWith("zram")) {
                    devices.add(Files.readString(each.resolve("dev")).strip());
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        devices.sort(null);
        return devices;
    }

    /** What a container sends is shaped on its own interfaces. */
    private List<LimitChange> inside(String rate) {
        List<LimitChange> changes = new ArrayList<>();
        for (String name : interfaces()) {
            changes.add(shape(List.of("nsenter", "-t", "" + process, "-n"), name, rate));
        }
        return changes;
    }

    /** What it gets is shaped on the host's ends of its links, whose numbers its own names carry. */
    private List<LimitChange> outside(String rate) {
        List<LimitChange> changes = new ArrayList<>();
        for (String own : links(List.of("nsenter", "-t", "" + process, "-n"))) {
            int peer = own.indexOf("@if");
            for (String line : said(List.of("ip", "-o", "link")).split("\n")) {
                if (peer > 0 && line.startsWith(own.substring(peer + 3) + ": ")) {
                    changes.add(shape(List.of(), line.split(": ", 3)[1].replaceFirst("@.*", ""), rate));
                }
            }
        }
        return changes;
    }

    private List<String> interfaces() {
        List<String> names = links(List.of("nsenter", "-t", "" + process, "-n")).stream()
                .map(each -> each.replaceFirst("@.*", ""))
                .toList();
        if (names.isEmpty()) {
            throw new SeawallException(
                    "limit the network of the container",
                    "it has no interface but loopback",
                    "Nothing needs to be done");
        }
        return names;
    }

    private static List<String> links(List<String> before) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("ip", "-o", "link"));
        List<String> names = new ArrayList<>();
        for (String line : said(command).split("\n")) {
            String[] parts = line.split(": ", 3);
            if (parts.length == 3 && !parts[1].equals("lo")) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    private static LimitChange shape(List<String> before, String name, String rate) {
        if (!rate.matches("[0-9]+([kmgt]?bit|[kmgt]?bps)")) {
            throw new SeawallException("limit the network", rate + " is no rate", "Write for example 10mbit");
        }
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                "tc", "qdisc", "replace", "dev", name, "root", "tbf", "rate", rate, "burst", "64kb", "latency",
                "200ms"));
        return new LimitChange.Command(words);
    }

    private static String said(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
