package dev.seawall.cli;

import dev.seawall.engine.check.live.GivenImage;
import dev.seawall.engine.check.live.LiveCluster;
import dev.seawall.engine.check.live.LiveEngine;
import dev.seawall.engine.check.live.LiveRegistry;
import dev.seawall.engine.check.live.LiveSource;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageSources;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ClusterAccess;
import dev.seawall.engine.net.ClusterClient;
import dev.seawall.engine.net.DaemonClient;
import dev.seawall.engine.net.DaemonEndpoint;
import dev.seawall.engine.net.KubeConfig;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of {@code check} that mean something live instead of a path: {@code docker:}, {@code cluster:CONTEXT} … */
final class LivePaths {
    private static final Set<String> WORDS = Set.of("docker", "podman", "host", "cluster", "registry");

    private static final Duration CLUSTER_TIMEOUT = Duration.ofSeconds(30);

    private LivePaths() {}

    /**
     * The paths sorted by what they are.
     *
     * @param files files and folders
     * @param live live words with a colon, {@code docker:}
     */
    record Chosen(List<String> files, List<String> live) {
        boolean host() {
            return live.contains("host:");
        }
    }

    /** Tells live words from paths; a bare word that is both is refused. */
    static Chosen choose(List<String> paths) {
        if (paths.isEmpty()) {
            throw new SeawallException(
                    "check nothing", "no path was given", "Name files or folders, or --list to see the checks");
        }
        List<String> files = new ArrayList<>();
        List<String> live = new ArrayList<>();
        for (String path : paths) {
            int colon = path.indexOf(':');
            String word = colon < 0 ? path : path.substring(0, colon);
            if (!WORDS.contains(word)) {
                files.add(path);
            } else if (colon < 0 && Files.exists(Path.of(path))) {
                throw new SeawallException(
                        "check " + path,
                        "it may mean the path ./" + path + " or the live " + path + ":",
                        "Write ./" + path + " or " + path + ":");
            } else {
                live.add(colon < 0 ? path + ":" : path);
            }
        }
        return new Chosen(List.copyOf(files), List.copyOf(live));
    }

    /** What the live words other than {@code host:} tell. */
    static List<LiveSource> read(Chosen chosen, LiveFlags flags) {
        List<LiveSource> all = new ArrayList<>();
        chosen.live().stream().filter(word -> !word.equals("host:")).forEach(word -> all.add(read(word, flags)));
        flags.images.forEach(name -> all.add(image(name)));
        return all;
    }

    private static LiveSource image(String name) {
        try (Image image = ImageSources.open(name, SourceOptions.of(RegistryOptions.of(System.getenv())))) {
            return GivenImage.of(image);
        } catch (IOException e) {
            throw new SeawallException("check with --image " + name, "" + e.getMessage(), "Name a readable image", e);
        }
    }

    private static LiveSource read(String word, LiveFlags flags) {
        String kind = word.substring(0, word.indexOf(':'));
        String rest = word.substring(word.indexOf(':') + 1);
        try {
            return switch (kind) {
                case "docker", "podman" -> engine(kind, rest);
                case "cluster" -> cluster(rest, flags);
                case "host" -> throw new IOException("host: takes no further word");
                default -> registry(rest);
            };
        } catch (IOException e) {
            throw new SeawallException("check " + word, "" + e.getMessage(), remedy(kind), e);
        }
    }

    private static String remedy(String kind) {
        return switch (kind) {
            case "docker", "podman" -> "Start the engine, or name its socket with DOCKER_HOST";
            case "cluster" -> "Look at the kubeconfig and at what this user may do";
            case "registry" -> "Name it as registry:HOST:PORT";
            default -> "Name files or folders";
        };
    }

    private static LiveSource engine(String kind, String address) throws IOException {
        Map<String, String> environment = System.getenv();
        List<DaemonEndpoint> endpoints = !address.isEmpty()
                ? List.of(DaemonEndpoint.parse(address, null))
                : kind.equals("docker") ? DaemonEndpoint.docker(environment) : DaemonEndpoint.podman(environment);
        if (endpoints.isEmpty()) {
            throw new IOException("no socket of " + kind + " was found");
        }
        DaemonEndpoint first = endpoints.getFirst();
        DaemonClient client = new DaemonClient(first, RegistryOptions.of(environment));
        return LiveEngine.read(first, client, Path.of("/"), environment);
    }

    private static LiveSource cluster(String context, LiveFlags flags) throws IOException {
        Path file = flags.kubeconfig == null ? KubeConfig.usual(System.getenv()) : flags.kubeconfig;
        ClusterAccess access = KubeConfig.read(file).access(context, flags.insecureCluster, flags.exec);
        try (ClusterClient client = new ClusterClient(access, CLUSTER_TIMEOUT)) {
            return LiveCluster.read(client, access.server().toString());
        }
    }

    private static LiveSource registry(String address) throws IOException {
        if (address.isEmpty()) {
            throw new IOException("no registry was named");
        }
        try (RegistryClient client = new RegistryClient(RegistryOptions.of(System.getenv()))) {
            return LiveRegistry.read(address, Instant.now(), client);
        }
    }
}
