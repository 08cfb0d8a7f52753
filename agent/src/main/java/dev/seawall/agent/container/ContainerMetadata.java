package dev.seawall.agent.container;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** @param root the folder that holds the host's proc, run and var */
    public ContainerMetadata(Path root) {
        this.root = root;
        this.bundles = new Bundles(root);
    }

    ContainerInfo read(ContainerIdentity identity, int process) {
        Path bundle = bundles.find(identity.fullId(), process);
        JsonNode spec = bundle == null ? null : json(bundle.resolve("config.json"));
        if (spec == null) {
            return docker(identity, root.resolve("var/lib/docker/x"), null, ContainerInfo.UNKNOWN);
        }
        ContainerInfo fromSpec = new OciSpec(spec).info();
        if (identity.runtime().equals("podman")) {
            return new PodmanFiles(root).complete(identity, fromSpec);
        }
        Path inside = Path.of(spec.path("root").path("path").asString("/"));
        return docker(identity, inside.isAbsolute() ? inside : root, spec, fromSpec);
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

    /** Docker keeps its own record in a folder above the container's root. */
    private static ContainerInfo docker(
            ContainerIdentity identity, Path inside, @Nullable JsonNode spec, ContainerInfo fromSpec) {
        for (Path folder = inside.getParent(); folder != null; folder = folder.getParent()) {
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
        object.properties().forEach(each -> out.put(each.getKey(), each.getValue().asString("")));
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
