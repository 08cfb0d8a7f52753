package dev.seawall.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real dockerd with folders and a socket of its own, an Alpine image with a program that does suspicious things under
 * many names, and the same program on the host. One for each test JVM; skips the test where something is missing.
 */
public final class TestBed {
    /** Repository of the bed's image; other beds on this machine have another. */
    public static final String REPOSITORY = "bed" + ProcessHandle.current().pid();

    public static final String IMAGE = REPOSITORY + ":1";
    private static final List<String> NAMES = List.of(
            "probe",
            "nginx",
            "sshd",
            "ssh",
            "shred",
            "debugfs",
            "nmap",
            "ncat",
            "mysqld",
            "curl",
            "scp",
            "who",
            "rsh-probe",
            "redis-server",
            "xmrig");
    private static TestBed started;
    private static String failure;

    private final Path folder;
    private final Process daemon;

    private TestBed(Path folder) throws IOException {
        this.folder = folder;
        this.daemon = new ProcessBuilder(
                        "dockerd",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "-H",
                        host(),
                        "--bridge=none",
                        "--iptables=false")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    /** The running bed; skips the calling test where there can be none. */
    public static synchronized TestBed require() throws IOException {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "skipped: needs root");
        Assumptions.assumeTrue(Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "skipped: kernel without BTF");
        for (String program : List.of("dockerd", "docker", "gcc")) {
            Assumptions.assumeTrue(isInstalled(program), "skipped: no " + program);
        }
        Assumptions.assumeTrue(failure == null, () -> "skipped: " + failure);
        Path image = Shared.require("images/alpine-minirootfs-3.20.3-x86_64.tar.gz");
        if (started == null) {
            try {
                TestBed bed = new TestBed(Files.createTempDirectory("seawall-bed"));
                bed.prepare(image);
                started = bed;
            } catch (IOException e) {
                failure = "no containers here: " + e.getMessage();
                Assumptions.abort("skipped: " + failure);
            }
        }
        return started;
    }

    private static boolean isInstalled(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private void prepare(Path alpine) throws IOException {
        Path tree = folder.resolve("tree");
        Files.createDirectories(tree);
        run("tar", "-xzf", alpine.toString(), "-C", tree.toString());
        Path source = folder.resolve("actions.c");
        try (InputStream in = TestBed.class.getResourceAsStream("/sensor/actions.c")) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        Path program = tree.resolve("usr/bin/probe");
        run("gcc", "-static", "-w", "-O1", "-o", program.toString(), source.toString());
        for (String name : NAMES) {
            Path link = tree.resolve("usr/bin/" + name);
            Files.deleteIfExists(name.equals("probe") ? folder.resolve("none") : link);
            if (!name.equals("probe")) {
                Files.createLink(link, program);
            }
        }
        fill(tree);
        run("sh", "-c", "tar -C '" + tree + "' -c . | docker -H " + awaited() + " import - " + IMAGE);
        Files.createDirectories(hostFolder());
        for (String name : List.of("probe", "nmap", "useradd", "swmarker")) {
            Files.copy(program, hostFolder().resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void fill(Path tree) throws IOException {
        Files.createDirectories(tree.resolve("root/.ssh"));
        for (String file : List.of(
                "root/.ssh/known_hosts", "root/.ash_history", "opt/file", "opt/liblzma.so.5.6.0", "opt/config")) {
            Files.writeString(tree.resolve(file), "something\n");
        }
        Files.createDirectories(tree.resolve("var/log"));
        Files.deleteIfExists(tree.resolve("bin/mount"));
        Files.createLink(tree.resolve("bin/mount"), tree.resolve("usr/bin/probe"));
    }

    /** Where programs for the host are. */
    public Path hostFolder() {
        return folder.resolve("host");
    }

    private String host() {
        return "unix://" + folder.resolve("docker.sock");
    }

    private String awaited() throws IOException {
        for (int i = 0; i < 600; i++) {
            if (!daemon.isAlive()) {
                throw new IOException("dockerd ended: " + Files.readString(folder.resolve("log")));
            }
            if (attempt(List.of("docker", "-H", host(), "version")) == 0) {
                return host();
            }
        }
        throw new IOException("dockerd does not answer");
    }

    private static int attempt(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Runs the docker client and returns what it prints, whatever its exit code. */
    public String docker(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker", "-H", host()));
        command.addAll(List.of(arguments));
        return output(command);
    }

    /** Runs a program to its end; fails where it does. */
    public static void run(String... command) throws IOException {
        if (attempt(List.of(command)) != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output(List.of(command)));
        }
    }

    /** Runs a program to its end and returns what it prints. */
    public static String output(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("DOCKER_BUILDKIT", "0"));
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text.strip();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void end() {
        try {
            docker("ps", "-aq").lines().forEach(this::remove);
            daemon.destroy();
            if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
            }
            attempt(List.of("umount", folder.resolve("exec/netns/default").toString()));
            attempt(List.of("rm", "-rf", "--one-file-system", folder.toString()));
        } catch (IOException | InterruptedException e) {
            System.out.println("left behind: " + folder + ": " + e.getMessage());
        }
    }

    private void remove(String container) {
        try {
            docker("rm", "-f", container);
        } catch (IOException e) {
            System.out.println("left behind: " + container);
        }
    }
}
