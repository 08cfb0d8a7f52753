package dev.seawall.engine;

import dev.seawall.engine.net.DaemonClient;
import dev.seawall.engine.net.DaemonEndpoint;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The real podman with its API service, one for each test JVM, with storage of its own. */
public final class RealPodman {
    private static RealPodman started;
    private static String failure;

    private final Path folder;
    private final Path program;

    private RealPodman(Path folder, Path program) {
        this.folder = folder;
        this.program = program;
    }

    /** The running service; skips the calling test where it cannot run here. */
    public static synchronized RealPodman require() throws IOException {
        RealProgram.requireRoot("podman's service");
        Path podman = RealProgram.require("podman", "podman");
        Assumptions.assumeTrue(failure == null, () -> "skipped: podman does not run here: " + failure);
        if (started == null) {
            try {
                started = start(podman);
            } catch (IOException e) {
                failure = e.getMessage();
                Assumptions.abort("skipped: podman does not run here: " + failure);
            }
        }
        return started;
    }

    private static RealPodman start(Path podman) throws IOException {
        Path folder = Files.createTempDirectory("seawall-podman");
        RealPodman engine = new RealPodman(folder, podman);
        Path log = folder.resolve("log");
        Process process =
                RealProgram.start(log, Map.of(), engine.command("system", "service", "--time=0", engine.host()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            RealProgram.stop(process);
            delete(folder);
        }));
        DaemonEndpoint endpoint = new DaemonEndpoint.UnixSocket(folder.resolve("podman.sock"));
        DaemonClient api = new DaemonClient(endpoint, RegistryOptions.of(Map.of()));
        RealProgram.await(process, log, () -> api.json("/version"));
        return engine;
    }

    private static void delete(Path folder) {
        try {
            RealProgram.run(Map.of(), List.of("rm", "-rf", "--one-file-system", folder.toString()));
        } catch (IOException | AssertionError e) {
            System.out.println("left behind: " + folder + ": " + e.getMessage());
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--runtime=runc",
                "--storage-driver=vfs",
                "--root=" + folder.resolve("root"),
                "--runroot=" + folder.resolve("run"),
                "--tmpdir=" + folder.resolve("tmp")));
        command.addAll(List.of(arguments));
        return command;
    }

    /** CONTAINER_HOST of this service. */
    public String host() {
        return "unix://" + folder.resolve("podman.sock");
    }

    /** Runs podman on the same storage and returns what it prints. */
    public String podman(String... arguments) throws IOException {
        return RealProgram.run(Map.of(), command(arguments));
    }
}
