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

/** The real dockerd, one for each test JVM, with folders and a socket of its own; stopped by its own process. */
public final class RealDocker {
    private static RealDocker started;
    private static String failure;

    private final Path folder;
    private final Path client;

    private RealDocker(Path folder, Path client) {
        this.folder = folder;
        this.client = client;
    }

    /** The running engine; skips the calling test where it cannot run here. */
    public static synchronized RealDocker require() throws IOException {
        RealProgram.requireRoot("dockerd");
        Path dockerd = RealProgram.require("dockerd", "docker.io");
        Path docker = RealProgram.require("docker", "docker.io");
        Assumptions.assumeTrue(failure == null, () -> "skipped: dockerd does not run here: " + failure);
        if (started == null) {
            try {
                started = start(dockerd, docker);
            } catch (IOException e) {
                failure = e.getMessage();
                Assumptions.abort("skipped: dockerd does not run here: " + failure);
            }
        }
        return started;
    }

    private static RealDocker start(Path dockerd, Path docker) throws IOException {
        Path folder = Files.createTempDirectory("seawall-docker");
        RealDocker engine = new RealDocker(folder, docker);
        Path log = folder.resolve("log");
        Process process = RealProgram.start(
                log,
                Map.of(),
                List.of(
                        dockerd.toString(),
                        "--default-ulimit=nofile=1024:1024",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "-H",
                        engine.host(),
                        "--bridge=none",
                        "--iptables=false"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            RealProgram.stop(process);
            delete(folder);
        }));
        RealProgram.await(process, log, () -> engine.api().json("/version"));
        return engine;
    }

    private static void delete(Path folder) {
        try {
            Path network = folder.resolve("exec/netns/default");
            if (Files.exists(network)) {
                RealProgram.run(Map.of(), List.of("umount", network.toString()));
            }
            RealProgram.run(Map.of(), List.of("rm", "-rf", "--one-file-system", folder.toString()));
        } catch (IOException | AssertionError e) {
            System.out.println("left behind: " + folder + ": " + e.getMessage());
        }
    }

    /** DOCKER_HOST of this engine. */
    public String host() {
        return "unix://" + folder.resolve("docker.sock");
    }

    /** Seawall's own client of it. */
    public DaemonClient api() {
        DaemonEndpoint endpoint = new DaemonEndpoint.UnixSocket(folder.resolve("docker.sock"));
        return new DaemonClient(endpoint, RegistryOptions.of(Map.of()));
    }

    /** Runs the docker client against it and returns what it prints. */
    public String docker(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(client.toString()));
        command.addAll(List.of(arguments));
        return RealProgram.run(
                Map.of(
                        "DOCKER_HOST",
                        host(),
                        "DOCKER_CONFIG",
                        folder.resolve("config").toString(),
                        "DOCKER_BUILDKIT",
                        "0"),
                command);
    }
}
