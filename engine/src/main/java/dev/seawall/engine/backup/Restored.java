package dev.seawall.engine.backup;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Restores a snapshot and compares: with the snapshot's hashes, its list of entries, and the sources. */
final class Restored {
    private static final int MOST_NAMED = 20;

    private final Path to;
    private final List<String> wrong = new ArrayList<>();
    private long entries;
    private long same;
    private long changed;

    private Restored(Path to) {
        this.to = to;
    }

    /** Everything a drill does, in a scratch folder that is taken away at the end. */
    static void drill(Restic restic, Restic.Snapshot snapshot, Path scratch, Results results) {
        Program.Result read = restic.run("check", "--read-data", "--no-cache", "--no-lock", "--quiet");
        results.add(
                "drill-repository",
                "Every byte of the repository is what was written",
                read.exit() == 0,
                read.exit() == 0 ? "every pack read" : shortened(read.errors() + " " + read.output()),
                "Restore the repository from its copy, or make a new one and back up again.");
        try {
            Files.createDirectories(scratch);
            Path folder = Files.createTempDirectory(scratch, "seawall-drill-");
            try {
                restore(restic, snapshot, folder, results);
                compareSources(snapshot, folder, results);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new SeawallException(
                    "drill a restore in " + scratch, "" + e.getMessage(), "Name a folder with room by --scratch", e);
        }
    }

    /** Restores; restic compares each restored byte with the hashes in the snapshot, without its cache. */
    static void restore(Restic restic, Restic.Snapshot snapshot, Path to, Results results) {
        Program.Result done =
                restic.run("restore", snapshot.id(), "--target", to.toString(), "--verify", "--no-cache", "--no-lock");
        results.add(
                "restore-bytes",
                "Every restored byte has the hash in the snapshot",
                done.exit() == 0,
                done.exit() == 0 ? "snapshot " + snapshot.shortId() + " restored" : shortened(done.errors()),
                "Use an older snapshot; mend the repository.");
        Restored restored = new Restored(to);
        List<String> list = List.of("ls", "--json", "--no-cache", "--no-lock", snapshot.id());
        Program.Result listed = restic.run(list, restored::entry);
        boolean whole = listed.exit() == 0 && restored.wrong.isEmpty() && restored.entries > 0;
        results.add(
                "restore-entries",
                "Every entry of the snapshot is there with its size, mode and owner",
                whole,
                whole
                        ? restored.entries + " entries"
                        : shortened(listed.errors() + " " + String.join(", ", restored.wrong)),
                "Restore as root, to a file system that keeps modes and owners.");
    }

    /** One line of {@code restic ls --json}. */
    private void entry(String line) {
        try {
            JsonNode node = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            String path = node.path("path").asString("");
            if (node.path("struct_type").asString("").equals("node") && path.startsWith("/")) {
                entries++;
                compare(node, to.resolve(path.substring(1)));
            }
        } catch (IOException e) {
            note("restic lists what is no JSON: " + e.getMessage());
        }
    }

    private void compare(JsonNode node, Path file) {
        String type = node.path("type").asString("");
        try {
            var real = Files.readAttributes(file, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
            int mode = ((Number) Objects.requireNonNull(real.get("mode"))).intValue() & 0777;
            boolean link = type.equals("symlink");
            if (!link && mode != (node.path("mode").asLong(0) & 0777)) {
                note(file + " has another mode");
            }
            if (type.equals("file")
                    && !number(real.get("size"), node.path("size").asLong(0))) {
                note(file + " has another size");
            }
            boolean root = "root".equals(System.getProperty("user.name"));
            if (root && !number(real.get("uid"), node.path("uid").asLong(0))) {
                note(file + " has another owner");
            }
        } catch (IOException e) {
            note(file + " is missing");
        }
    }

    private static boolean number(@org.jspecify.annotations.Nullable Object value, long expected) {
        return value instanceof Number number && number.longValue() == expected;
    }

    private void note(String problem) {
        if (wrong.size() < MOST_NAMED) {
            wrong.add(problem);
        }
    }

    /** Files that have kept size and time since the snapshot must have kept their bytes too, here and there. */
    private static void compareSources(Restic.Snapshot snapshot, Path folder, Results results) throws IOException {
        Restored restored = new Restored(folder);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    restored.compareWithSource(Path.of("/").resolve(folder.relativize(file)), file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        results.add(
                "restore-sources",
                "Unchanged sources and their restored copies have the same bytes",
                restored.wrong.isEmpty(),
                restored.wrong.isEmpty()
                        ? restored.same + " files of " + String.join(", ", snapshot.paths()) + " have the same bytes, "
                                + restored.changed + " changed since or cannot be read"
                        : "bytes differ though size and time do not: " + String.join(", ", restored.wrong),
                "Find out which of both is damaged before the good copy is forgotten.");
    }

    private void compareWithSource(Path source, Path copy, BasicFileAttributes attributes) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            changed++;
            return;
        }
        boolean untouched = now.isRegularFile()
                && now.size() == attributes.size()
                && now.lastModifiedTime().equals(attributes.lastModifiedTime())
                && Files.isReadable(source);
        if (!untouched) {
            changed++;
        } else if (Files.mismatch(source, copy) == -1) {
            same++;
        } else {
            note(source.toString());
        }
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.length() > 600 ? line.substring(0, 600) + " …" : line;
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
