package dev.seawall.agent.container;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what runtimes keep on disk about a container: its OCI bundle, Docker's and Podman's own files. Unlike their API,
 * files can be read while the runtime holds its locks, which it does just when a container starts.
 */
public final class ContainerMetadata {
    private static final int MOST_BYTES = 4 << 20;

    private final Path root;
    private final Bundles bundles;
    private final Set<Path> dockerRoots = new LinkedHashSet<>();

    /** @param root the folder that holds the host's proc, run and var */
    public ContainerMetadata(Path root) {
        this.root = root;
        this.bundles = new Bundles(root);
        this.dockerRoots.add(root.resolve("var/lib/docker"));
    }

    ContainerInfo read(ContainerIdentity identity, List<Integer> lineage) {
        Path bundle = bundles.find(identity.fullId(), lineage);
        JsonNode spec = bundle == null ? null : json(bundle.resolve("config.json"));
        if (spec == null) {
            return identity.runtime().equals("podman")
                    ? new PodmanFiles(root, bundle).complete(identity, ContainerInfo.UNKNOWN)
                    : ofDocker(identity, ContainerInfo.UNKNOWN);
        }
        ContainerInfo fromSpec = new OciSpec(spec).info();
        if (identity.runtime().equals("podman")) {
            return new PodmanFiles(root, bundle).complete(identity, fromSpec);
        }
        String inside = spec.path("root").path("path").asString("");
        if (inside.startsWith("/")) {
            learnRoots(Path.of(inside), identity);
        }
        return ofDocker(identity, fromSpec);
    }

    /** Loads the code that reads containers, on what stands for their files. */
    public static void warmUp() {
        try {
            JsonNode sample = Json.parse("""
                    {"Config": {"Image": "a:1", "Labels": {"a": "b"}}, "root": {"path": "/"}, "MountPoints": {"/a": {}},
                     "mounts": [{"options": ["rbind"]}], "process": {"capabilities": {"bounding": ["CAP_KILL"]}},
                     "State": {"StartedAt": "2020-01-01T00:00:00Z"}}""".getBytes(StandardCharsets.UTF_8));
            new DockerFiles(sample, sample).complete(new OciSpec(sample).info());
            ContainerIdentity.find("/docker/" + "0".repeat(64));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static @Nullable JsonNode json(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return null;
            }
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Docker keeps its own record in a folder above the container's root; other containers have theirs there too. */
    private void learnRoots(Path inside, ContainerIdentity identity) {
        for (Path folder = inside.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("containers").resolve(identity.fullId()))) {
                dockerRoots.add(folder);
                return;
            }
        }
    }

    private ContainerInfo ofDocker(ContainerIdentity identity, ContainerInfo fromSpec) {
        for (Path folder : dockerRoots) {
            Path kept = folder.resolve("containers").resolve(identity.fullId());
            JsonNode config = json(kept.resolve("config.v2.json"));
            if (config != null) {
                JsonNode host = json(kept.resolve("hostconfig.json"));
                return new DockerFiles(config, host == null ? config.path("none") : host).complete(fromSpec);
            }
        }
        return fromSpec;
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> out = new HashMap<>();
        object.properties()
                .forEach(each -> out.put(each.getKey(), each.getValue().asString("")));
        return out;
    }

    static List<String> items(JsonNode array) {
        List<String> out = new ArrayList<>();
        array.forEach(item -> out.add(item.asString("")));
        return out;
    }

    static long nanos(String time) {
        try {
            Instant at = Instant.parse(time);
            return at.getEpochSecond() * 1_000_000_000L + at.getNano();
        } catch (RuntimeException none) {
            return 0;
        }
    }
}
