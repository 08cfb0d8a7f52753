package dev.seawall.engine.backup;

import dev.seawall.engine.model.SeawallException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs other programs to their end; what they print is read line by line and bounded. */
final class Program {
    private static final int MOST_KEPT = 8_000_000;

    private Program() {}

    /**
     * How a program ended.
     *
     * @param output the last 8 million characters of standard output
     * @param errors the last 8 million characters of standard error
     */
    record Result(int exit, String output, String errors) {}

    /** Where a program lies on the PATH. */
    static Optional<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Stream.of(path.split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a command; it ends with this process at the latest.
     *
     * @param environment added to this process's own; an empty value takes a variable away
     * @param lines gets each line of standard output
     */
    static Result run(List<String> command, Map<String, String> environment, Consumer<String> lines) {
        ProcessBuilder builder = new ProcessBuilder(command);
        environment.forEach((name, value) -> {
            builder.environment().remove(name);
            if (!value.isEmpty()) {
                builder.environment().put(name, value);
            }
        });
        try {
            return finished(builder.start(), lines);
        } catch (IOException e) {
            throw new SeawallException(
                    "run " + command.getFirst(), "it does not start: " + e.getMessage(), "Install or mend it", e);
        }
    }

    private static Result finished(Process process, Consumer<String> lines) throws IOException {
        Thread ending = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            process.getOutputStream().close();
            StringBuilder errors = new StringBuilder();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> drain(process, errors));
            StringBuilder output = new StringBuilder();
            copy(process.inputReader(StandardCharsets.UTF_8), output, lines);
            reading.join();
            return new Result(
                    process.waitFor(),
                    output.toString().strip(),
                    errors.toString().strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
            forget(ending);
        }
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            ending.interrupt(); // the machine is going down: the hook runs by itself
        }
    }

    private static void drain(Process process, StringBuilder errors) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            copy(in, errors, line -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(BufferedReader in, StringBuilder kept, Consumer<String> lines) throws IOException {
        String line = in.readLine();
        while (line != null) {
            lines.accept(line);
            kept.append(line).append('\n');
            if (kept.length() > 2 * MOST_KEPT) {
                kept.delete(0, kept.length() - MOST_KEPT);
            }
            line = in.readLine();
        }
    }
}
