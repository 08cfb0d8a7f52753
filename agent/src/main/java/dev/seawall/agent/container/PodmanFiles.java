package dev.seawall.agent.container;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Podman's storage keeps about a container: {@code overlay-containers/containers.json}. */
final class PodmanFiles {
    private static final List<String> PLACES = List.of(
            "var/lib/containers/storage/overlay-containers/containers.json",
            "var/lib/containers/storage/vfs-containers/containers.json",
            "var/lib/containers/storage/overlay-containers/volatile-containers.json");

    private final List<Path> files;

    /**
     * @param root the host's root folder
     * @param bundle the container's; its storage may be in any folder
     */
    PodmanFiles(Path root, @Nullable Path bundle) {
        List<Path> places = new ArrayList<>();
        Path storage = bundle == null || bundle.getParent() == null
                ? null
                : bundle.getParent().getParent();
        if (storage != null) {
            places.add(storage.resolve("containers.json"));
            places.add(storage.resolve("volatile-containers.json"));
        }
        PLACES.forEach(each -> places.add(root.resolve(each)));
        this.files = List.copyOf(places);
    }

    ContainerInfo complete(ContainerIdentity identity, ContainerInfo fromSpec) {
        for (Path file : files) {
            JsonNode all = ContainerMetadata.json(file);
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
