package dev.seawall.engine.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which package brought a file, from the lists dpkg keeps; rpm and apk keep them in their databases, not read here. */
final class PackageFiles {
    private static final int MOST = 3_000_000;
    private static final String INFO = "var/lib/dpkg/info";

    private final Map<String, String> owners = new HashMap<>();

    private PackageFiles() {}

    /** Reads every list; programs and libraries are kept, the rest would only fill memory. */
    static PackageFiles read(HostText text) {
        PackageFiles files = new PackageFiles();
        for (String name : text.files().list(INFO)) {
            if (name.endsWith(".list")) {
                files.add(text, name);
            }
        }
        return files;
    }

    private void add(HostText text, String name) {
        String owner = name.substring(0, name.length() - ".list".length()).replaceFirst(":.*", "");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(text.files().content(INFO + "/" + name).open(), StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(path -> isProgram(path))
                    .limit(MOST - owners.size())
                    .forEach(path -> owners.putIfAbsent(merged(path.substring(1)), owner));
        } catch (IOException | java.io.UncheckedIOException e) {
            text.report(INFO + "/" + name, dev.seawall.engine.model.FileStatus.State.UNREADABLE, "may not be read");
        }
    }

    /** In a folder of programs, or without an ending somewhere below lib: the helpers there. */
    private static boolean isProgram(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.contains("bin/") || (path.contains("/lib") && path.indexOf('.', name) < 0);
    }

    /** The package that owns a path relative to the root; {@code bin/x} and {@code usr/bin/x} are one. */
    Optional<String> owner(String path) {
        return Optional.ofNullable(owners.get(merged(path)));
    }

    private static String merged(String path) {
        boolean merges = List.of("bin/", "sbin/", "lib/", "lib32/", "lib64/", "libx32/").stream()
                .anyMatch(path::startsWith);
        return merges ? "usr/" + path : path;
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }
}
