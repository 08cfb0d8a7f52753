package dev.seawall.agent.container;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What Podman's storage keeps about a container: {@code overlay-containers/containers.json}. */
final class PodmanFiles {
    private static final List<String> PLACES = List.of(
            "var/lib/containers/storage/overlay-containers/containers.json",
            "var/lib/containers/storage/vfs-containers/containers.json",
            "var/lib/containers/storage/overlay-containers/volatile-containers.json");

    private final Path root;

    PodmanFiles(Path root) {
        this.root = root;
    }

    ContainerInfo complete(ContainerIdentity identity, ContainerInfo fromSpec) {
        for (String place : PLACES) {
            JsonNode all = ContainerMetadata.json(root.resolve(place));
            for (JsonNode each : all == null ? List.<JsonNode>of() : all) {
                if (each.path("id").asString("").equals(identity.fullId())) {
                    return complete(each, fromSpec);
                }
            }
        }
        return fromSpec;
    }

    private static ContainerInfo complete(JsonNode kept, ContainerInfo fromSpec) {
        JsonNode metadata = kept;
        try {
            metadata = Json.parse(kept.path("metadata").asString("{}").getBytes(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            metadata = kept.path("none");
        }
        return new ContainerInfo(
                kept.path("names").path(0).asString(""),
                metadata.path("image-name").asString(""),
                metadata.path("image-id").asString(""),
                fromSpec.privileged(),
                fromSpec.mounts(),
                fromSpec.labels(),
                ContainerMetadata.nanos(kept.path("created").asString("")),
                "",
                fromSpec.root(),
                fromSpec.host(),
                "",
                fromSpec.capabilities());
    }
}
