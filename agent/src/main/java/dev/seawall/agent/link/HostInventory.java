package dev.seawall.agent.link;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.net.DaemonClient;
import dev.seawall.engine.net.DaemonEndpoint;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Containers and images of the engines whose sockets are there: Docker and Podman. */
final class HostInventory {
    private final Map<String, Path> sockets;

    /** @param sockets by the name of the engine */
    HostInventory(Map<String, Path> sockets) {
        this.sockets = new TreeMap<>(sockets);
    }

    static HostInventory ofHost() {
        return new HostInventory(Map.of(
                "docker", Path.of("/var/run/docker.sock"),
                "podman", Path.of("/run/podman/podman.sock")));
    }

    /** {@code items}, and {@code unread} with the reason for each engine that does not answer. */
    ObjectNode read() {
        ObjectNode out = Json.mapper().createObjectNode();
        ArrayNode items = out.putArray("items");
        ArrayNode unread = out.putArray("unread");
        sockets.forEach((engine, socket) -> {
            if (Files.exists(socket)) {
                try {
                    read(
                            engine,
                            new DaemonClient(new DaemonEndpoint.UnixSocket(socket), RegistryOptions.defaults()),
                            items);
                } catch (IOException e) {
                    unread.addObject().put("engine", engine).put("reason", String.valueOf(e.getMessage()));
                }
            }
        });
        return out;
    }

    private static void read(String engine, DaemonClient client, ArrayNode items) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (JsonNode image : client.json("/images/json")) {
            String digest = image.path("RepoDigests").path(0).asString("").replaceFirst("^.*@", "");
            digests.put(image.path("Id").asString(""), digest);
            items.addObject()
                    .put("kind", "image")
                    .put("id", image.path("Id").asString(""))
                    .put("name", image.path("RepoTags").path(0).asString(""))
                    .put("image", image.path("RepoTags").path(0).asString(""))
                    .put("digest", digest)
                    .put("state", "")
                    .put("engine", engine);
        }
        for (JsonNode container : client.json("/containers/json?all=1")) {
            items.addObject()
                    .put("kind", "container")
                    .put("id", container.path("Id").asString(""))
                    .put("name", container.path("Names").path(0).asString("").replaceFirst("^/", ""))
                    .put("image", container.path("Image").asString(""))
                    .put(
                            "digest",
                            digests.getOrDefault(container.path("ImageID").asString(""), ""))
                    .put("state", container.path("State").asString(""))
                    .put("engine", engine);
        }
    }
}
