package dev.seawall.agent.response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The control group folders of a process, in version 1 and 2. */
public final class Groups {
    private final Path root;

    /** @param root the host's root folder */
    public Groups(Path root) {
        this.root = root;
    }

    /** The folder of a controller for a process; null where there is none. */
    public @Nullable Path folder(int process, String controller) {
        Path unified = null;
        for (String line : lines(root.resolve("proc/" + process + "/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length != 3) {
                continue;
            }
            String path = parts[2].substring(1);
            if (Arrays.asList(parts[1].split(",")).contains(controller)) {
                return existing(
                        root.resolve("sys/fs/cgroup").resolve(parts[1]).resolve(path),
                        root.resolve("sys/fs/cgroup").resolve(controller).resolve(path));
            }
            if (parts[0].equals("0")) {
                unified = existing(
                        root.resolve("sys/fs/cgroup").resolve(path),
                        root.resolve("sys/fs/cgroup/unified").resolve(path));
            }
        }
        return unified;
    }

    private static @Nullable Path existing(Path first, Path second) {
        if (Files.exists(first.resolve("cgroup.procs"))) {
            return first;
        }
        return Files.exists(second.resolve("cgroup.procs")) ? second : null;
    }

    /** A living process of a container; 0 where there is none. */
    public int member(String containerFullId) {
        if (containerFullId.isEmpty()) {
            return 0;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
            for (Path each : all) {
                if (lines(each.resolve("cgroup")).stream().anyMatch(line -> line.contains(containerFullId))
                        && !Files.readString(each.resolve("comm"), StandardCharsets.ISO_8859_1)
                                .startsWith("runc")) {
                    return Integer.parseInt(each.getFileName().toString());
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }

    /** True where a process is in the network of the host, which must never be cut. */
    boolean isInHostNetwork(int process) {
        return network(process).equals(network(1));
    }

    private String network(int process) {
        try {
            return Files.readSymbolicLink(root.resolve("proc/" + process + "/ns/net"))
                    .toString();
        } catch (IOException gone) {
            return "gone " + process;
        }
    }

    /** The processes of a group. */
    public static List<Integer> processes(Path folder) {
        List<Integer> ids = new ArrayList<>();
        for (String line : lines(folder.resolve("cgroup.procs"))) {
            ids.add(Integer.parseInt(line.strip()));
        }
        return ids;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return List.of();
        }
    }
}
