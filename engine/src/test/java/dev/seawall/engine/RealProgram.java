package dev.seawall.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that tests run for real. One that is missing is installed where the tests run as root; where that is not
 * possible the test is skipped and says so.
 */
public final class RealProgram {
    private static final List<String> FOLDERS =
            List.of("/usr/local/bin", "/usr/bin", "/usr/sbin", "/usr/local/sbin", "/bin", "/sbin");

    private RealProgram() {}

    /** The program, from the Debian package of that name where it has to be installed. */
    public static Path require(String name, String debianPackage) {
        Path found = find(name);
        if (found == null && isRoot()) {
            install(debianPackage);
            found = find(name);
        }
        Assumptions.assumeTrue(found != null, "skipped: " + name + " (package " + debianPackage + ") is not installed");
        return found;
    }

    /** Skips the calling test unless it runs as root. */
    public static void requireRoot(String why) {
        Assumptions.assumeTrue(isRoot(), "skipped: " + why + " needs root");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path find(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static synchronized void install(String debianPackage) {
        try {
            run(Map.of(), List.of("apt-get", "-qq", "update"));
            run(
                    Map.of("DEBIAN_FRONTEND", "noninteractive"),
                    List.of("apt-get", "-qq", "install", "-y", "--no-install-recommends", debianPackage));
        } catch (IOException | AssertionError e) {
            System.out.println("could not install " + debianPackage + ": " + e.getMessage());
        }
    }

    /** Runs a command to its end and returns what it printed; a non-zero exit fails the test. */
    public static String run(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError(command + " exits " + exit + ": " + output);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return output.strip();
    }

    /** Starts a server whose output goes to a file; ended with the JVM at the latest. */
    public static Process start(Path log, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        return process;
    }

    /** Ends it politely, then not. */
    public static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** Tries until it works; fails with the log where the program ends or 30 s pass. */
    public static void await(Process process, Path log, Attempt attempt) throws IOException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (true) {
            try {
                attempt.run();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("does not start: " + Files.readString(log), e);
                }
            }
            try {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** Something that works once the server is up. */
    public interface Attempt {
        void run() throws IOException;
    }
}
