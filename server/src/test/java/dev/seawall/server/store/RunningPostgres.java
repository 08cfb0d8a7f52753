package dev.seawall.server.store;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PostgreSQL in a temporary folder, run by an unprivileged user, on loopback only. */
public final class RunningPostgres implements Closeable {
    private final Path programs;
    private final Path folder;
    private final int port;

    private RunningPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The programs of the newest installed version. */
    public static Optional<Path> installed() throws IOException {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo);
        }
    }

    public static RunningPostgres start(Path programs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("seawall-pg");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        RunningPostgres server = new RunningPostgres(programs, folder, port);
        if (isRoot()) {
            server.run(List.of("chown", "nobody", folder.toString()));
        }
        String data = folder.resolve("data").toString();
        server.unprivileged(
                "initdb", "-D", data, "-U", "seawall", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off";
        server.unprivileged(
                "pg_ctl",
                "-D",
                data,
                "-w",
                "-t",
                "60",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                options,
                "start");
        return server;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void unprivileged(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("seawall-pg", ".log");
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String said = Files.readString(log);
        Files.delete(log);
        if (code != 0) {
            throw new IOException(command + " ended with " + code + ": " + said);
        }
    }

    /** An empty database of this name, dropped first where it exists. */
    public String fresh(String name) throws IOException, InterruptedException {
        String[] connection = {"-h", "127.0.0.1", "-p", "" + port, "-U", "seawall"};
        List<String> drop = new ArrayList<>(List.of("dropdb", "--if-exists", "--force"));
        drop.addAll(List.of(connection));
        drop.add(name);
        run(withPath(drop));
        List<String> create = new ArrayList<>(List.of("createdb"));
        create.addAll(List.of(connection));
        create.add(name);
        run(withPath(create));
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    private List<String> withPath(List<String> command) {
        List<String> out = new ArrayList<>(command);
        out.set(0, programs.resolve(command.getFirst()).toString());
        return out;
    }

    @Override
    public void close() throws IOException {
        try {
            unprivileged("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
            run(List.of("rm", "-rf", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
