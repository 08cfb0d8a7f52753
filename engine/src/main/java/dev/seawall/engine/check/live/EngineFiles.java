package dev.seawall.engine.check.live;

import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ownership and permissions of the files that an engine's safety rests on, and the audit rules that watch them, under
 * {@code files} (name to path, owner, group, user, shared, others: the three permission digits) and {@code audit}.
 */
final class EngineFiles {
    private static final List<String> UNIT_FOLDERS =
            List.of("/etc/systemd/system", "/run/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system");

    private static final List<String> UNITS = List.of("docker.service", "docker.socket", "containerd.socket");

    private static final List<String> NAMED = List.of(
            "/etc/docker",
            "/etc/default/docker",
            "/etc/sysconfig/docker",
            "/etc/containerd/config.toml",
            "/run/containerd",
            "/run/containerd/containerd.sock",
            "/var/lib/docker",
            "/usr/bin/dockerd",
            "/usr/bin/containerd",
            "/usr/bin/containerd-shim",
            "/usr/bin/containerd-shim-runc-v1",
            "/usr/bin/containerd-shim-runc-v2",
            "/usr/bin/runc");

    private static final int MOST_CERTIFICATES = 10_000;

    private final Path root;

    EngineFiles(Path root) {
        this.root = root;
    }

    /** An absolute path below another root. */
    static Path below(Path root, Path path) {
        return root.resolve(Path.of("/").relativize(path.toAbsolutePath()));
    }

    /** Name to facts, of those that exist. */
    Map<String, Object> files(EngineProcess process, Path socket) {
        Map<String, Object> files = new LinkedHashMap<>();
        NAMED.forEach(path -> add(files, path, Path.of(path)));
        UNITS.forEach(unit -> UNIT_FOLDERS.stream()
                .map(folder -> Path.of(folder, unit))
                .filter(path -> Files.exists(below(root, path)))
                .findFirst()
                .ifPresent(path -> add(files, unit, path)));
        add(files, "daemon.json", process.file());
        add(files, "docker.sock", socket);
        SourceMap settings = process.settings();
        for (String key : List.of("tlscacert", "tlscert", "tlskey")) {
            if (!settings.text(key).isEmpty()) {
                add(files, key, Path.of(settings.text(key)));
            }
        }
        return files;
    }

    private void add(Map<String, Object> files, String name, Path path) {
        Map<String, Object> facts = facts(path);
        if (!facts.isEmpty()) {
            files.put(name, facts);
        }
    }

    private Map<String, Object> facts(Path path) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            PosixFileAttributes found = Files.readAttributes(below(root, path), PosixFileAttributes.class);
            String mode = PosixFilePermissions.toString(found.permissions());
            facts.put("path", path.toString());
            facts.put("owner", found.owner().getName());
            facts.put("group", found.group().getName());
            facts.put("user", digit(mode, 0));
            facts.put("shared", digit(mode, 3));
            facts.put("others", digit(mode, 6));
        } catch (IOException | UnsupportedOperationException e) {
            return Map.of();
        }
        return facts;
    }

    private static int digit(String mode, int at) {
        return (mode.charAt(at) == 'r' ? 4 : 0)
                + (mode.charAt(at + 1) == 'w' ? 2 : 0)
                + (mode.charAt(at + 2) == 'x' ? 1 : 0);
    }

    /** The certificates of registries, facts of each; absent where there is no such folder. */
    List<Object> certificates() {
        Path folder = below(root, Path.of("/etc/docker/certs.d"));
        List<Object> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder, 3)) {
            walk.filter(path ->
                            path.toString().endsWith(".crt") && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MOST_CERTIFICATES)
                    .forEach(path -> all.add(facts(Path.of("/").resolve(root.relativize(path)))));
        } catch (IOException | java.io.UncheckedIOException e) {
            return all;
        }
        return all;
    }

    boolean hasCertificateFolder() {
        return Files.isDirectory(below(root, Path.of("/etc/docker/certs.d")));
    }

    /** The lines of the audit rules that count. */
    List<Object> auditRules() {
        List<Path> files = new ArrayList<>(List.of(below(root, Path.of("/etc/audit/audit.rules"))));
        try (Stream<Path> list = Files.list(below(root, Path.of("/etc/audit/rules.d")))) {
            list.filter(path -> path.toString().endsWith(".rules")).sorted().forEach(files::add);
        } catch (IOException e) {
            files.removeIf(path -> !Files.isReadable(path));
        }
        List<Object> rules = new ArrayList<>();
        for (Path file : files) {
            rules.addAll(lines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        }
        return rules;
    }

    /** The members of the group docker. */
    List<Object> groupMembers() {
        return lines(below(root, Path.of("/etc/group"))).stream()
                .filter(line -> line.startsWith("docker:"))
                .flatMap(line -> Stream.of(line.split(":", 4)).skip(3))
                .flatMap(members -> Stream.of(members.split(",")))
                .filter(member -> !member.isBlank())
                .map(member -> (Object) member)
                .toList();
    }

    /** Whether a folder is the root of a file system of its own. */
    boolean isMountPoint(String folder) {
        String real = real(folder);
        return lines(root.resolve("proc/self/mountinfo")).stream()
                .map(line -> line.split(" "))
                .anyMatch(words -> words.length > 4 && words[4].equals(real));
    }

    private String real(String folder) {
        try {
            return below(root, Path.of(folder)).toRealPath().toString();
        } catch (IOException e) {
            return folder;
        }
    }

    /** Whether something listens on a TCP port at every address; proc writes addresses and ports in hexadecimal. */
    boolean listensEverywhere(int port) {
        String suffix = ":%04X".formatted(port);
        return Stream.of("proc/net/tcp", "proc/net/tcp6")
                .flatMap(file -> lines(root.resolve(file)).stream())
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(words -> words.length > 3 && words[3].equals("0A") && words[1].matches("0+" + suffix));
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
