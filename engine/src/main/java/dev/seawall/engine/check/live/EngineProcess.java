package dev.seawall.engine.check.live;

import dev.seawall.engine.check.daemon.DaemonFlags;
import dev.seawall.engine.check.tree.JsonTree;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the engine of this machine was started: its flags over its daemon.json, under the names of daemon.json.
 *
 * @param known false where the engine runs elsewhere or its process was not found; then {@code settings} is what
 *     daemon.json alone says
 * @param file the configuration file, relative to no root, whether or not it exists
 */
record EngineProcess(boolean known, Path file, SourceMap settings) {
    private static final Path DEFAULT_FILE = Path.of("/etc/docker/daemon.json");

    /** The process behind a socket of this machine. */
    static EngineProcess behind(Path root, Path socket) {
        List<List<String>> candidates = commands(root.resolve("proc"));
        List<String> words = candidates.stream()
                .filter(command -> command.stream().anyMatch(word -> word.endsWith(socket.toString())))
                .findFirst()
                .orElseGet(() -> usual(candidates));
        SourceMap flags = DaemonFlags.of(words.isEmpty() ? words : words.subList(1, words.size()), Mark.NONE);
        Path file = flags.text("config-file").isEmpty() ? DEFAULT_FILE : Path.of(flags.text("config-file"));
        return new EngineProcess(!words.isEmpty(), file, over(read(root, file), flags));
    }

    /** An engine on another machine: nothing is known of its start. */
    static EngineProcess elsewhere() {
        return new EngineProcess(false, DEFAULT_FILE, SourceMap.EMPTY);
    }

    /** The engine that listens where everybody expects it, which need not say so. */
    private static List<String> usual(List<List<String>> candidates) {
        return candidates.stream()
                .filter(command ->
                        command.stream().noneMatch(word -> word.startsWith("unix://") || word.contains("=unix://")))
                .findFirst()
                .orElse(List.of());
    }

    private static List<List<String>> commands(Path proc) {
        List<List<String>> found = new ArrayList<>();
        try (Stream<Path> list = Files.list(proc)) {
            for (Path each : list.filter(p -> p.getFileName().toString().matches("\\d+"))
                    .sorted()
                    .toList()) {
                List<String> words = command(each);
                if (!words.isEmpty() && words.getFirst().matches("(.*/)?dockerd")) {
                    found.add(words);
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private static List<String> command(Path process) {
        try {
            String line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            return List.of(line.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static SourceMap read(Path root, Path file) {
        try {
            for (TreeDocument tree : JsonTree.parse(Files.readAllBytes(EngineFiles.below(root, file)))) {
                if (tree.root() instanceof SourceMap map) {
                    return map;
                }
            }
            return SourceMap.EMPTY;
        } catch (IOException e) {
            return SourceMap.EMPTY;
        }
    }

    private static SourceMap over(SourceMap file, SourceMap flags) {
        return new SourceMap.Builder().putAll(file).putAll(flags).build();
    }
}
