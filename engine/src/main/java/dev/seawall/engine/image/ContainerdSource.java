package dev.seawall.engine.image;

import dev.seawall.engine.image.ResolvedTarget.ImageTarget;
import dev.seawall.engine.model.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Images of containerd, exported by its own client {@code ctr} in a child process. */
final class ContainerdSource {
    private static final String DEFAULT_SOCKET = "/run/containerd/containerd.sock";
    private static final long LIST_SECONDS = 30;
    private static final int MAX_ERROR_BYTES = 2_000;

    private final Path program;
    private final String address;
    private final SourceOptions options;

    private ContainerdSource(Path program, String address, SourceOptions options) {
        this.program = program;
        this.address = address;
        this.options = options;
    }

    /** Opens the image in CONTAINERD_NAMESPACE, else in k8s.io, default or moby, whichever has it first. */
    static Image open(ImageTarget target, SourceOptions options) throws IOException {
        String stated = options.environment().getOrDefault("CONTAINERD_ADDRESS", "");
        String address = stated.isEmpty() ? DEFAULT_SOCKET : stated;
        if (!Files.exists(Path.of(address))) {
            throw new IOException("there is no " + address);
        }
        Path ctr = program(options.environment().getOrDefault("PATH", ""));
        if (ctr == null) {
            throw new IOException("the program ctr, through which it is read, is not installed");
        }
        return new ContainerdSource(ctr, address, options).open(target);
    }

    private static @Nullable Path program(String path) {
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "ctr"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private Image open(ImageTarget target) throws IOException {
        String name = fullName(target.reference());
        String stated = options.environment().getOrDefault("CONTAINERD_NAMESPACE", "");
        List<String> namespaces = stated.isEmpty() ? List.of("k8s.io", "default", "moby") : List.of(stated);
        for (String namespace : namespaces) {
            if (list(namespace).contains(name)) {
                return export(target, namespace, name);
            }
        }
        throw new IOException("no image " + name + " in the namespaces " + String.join(", ", namespaces));
    }

    private static String fullName(String reference) {
        try {
            ImageRef ref = ImageRef.parse(reference);
            return ref.tag() == null && ref.digest() == null
                    ? ref.withTag("latest").toString()
                    : ref.toString();
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-a", address));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        return process;
    }

    private List<String> list(String namespace) throws IOException {
        Process process = start(List.of("--timeout", LIST_SECONDS + "s", "-n", namespace, "images", "list", "--quiet"));
        try (InputStream out = process.getInputStream()) {
            return new String(out.readNBytes(16 << 20), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } finally {
            finish(process);
        }
    }

    private Image export(ImageTarget target, String namespace, String name) throws IOException {
        Process process = start(List.of("-n", namespace, "images", "export", "-", name));
        ArchiveBlobs blobs;
        try (InputStream out = process.getInputStream()) {
            blobs = new ArchiveBlobs(Spool.copy(out, options));
        } catch (IOException e) {
            String said = said(process);
            throw said.isEmpty() ? e : new IOException("ctr: " + said, e);
        } finally {
            finish(process);
        }
        try {
            return new OciLayout(blobs).open(target.name(), null, options).named(target.name(), List.of(name));
        } catch (IOException | RuntimeException e) {
            blobs.close();
            throw e;
        }
    }

    private static String said(Process process) throws IOException {
        byte[] error = process.getErrorStream().readNBytes(MAX_ERROR_BYTES);
        return new String(error, StandardCharsets.UTF_8).strip();
    }

    private static void finish(Process process) throws IOException {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for ctr", e);
        }
    }
}
