package dev.seawall.agent.container;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What dockerd keeps about a container: {@code config.v2.json} and {@code hostconfig.json}. */
final class DockerFiles {
    private final JsonNode config;
    private final JsonNode host;

    DockerFiles(JsonNode config, JsonNode host) {
        this.config = config;
        this.host = host;
    }

    ContainerInfo complete(ContainerInfo fromSpec) {
        String name = config.path("Name").asString("");
        Map<String, String> labels = new HashMap<>(fromSpec.labels());
        labels.putAll(ContainerMetadata.texts(config.path("Config").path("Labels")));
        return new ContainerInfo(
                name.startsWith("/") ? name.substring(1) : name,
                config.path("Config").path("Image").asString(""),
                config.path("Image").asString("").replace("sha256:", ""),
                isPrivileged(fromSpec),
                mounts(),
                labels,
                ContainerMetadata.nanos(config.path("State").path("StartedAt").asString("")),
                address(),
                fromSpec.root(),
                new ContainerInfo.Namespaces(isHost("PidMode"), isHost("NetworkMode"), isHost("IpcMode")),
                String.join(
                        " ",
                        ContainerMetadata.items(
                                config.path("Config").path("Healthcheck").path("Test"))),
                fromSpec.capabilities());
    }

    private @Nullable Boolean isPrivileged(ContainerInfo fromSpec) {
        if (!host.path("Privileged").isBoolean()) {
            return fromSpec.privileged();
        }
        Boolean bySpec = fromSpec.privileged();
        return host.path("Privileged").asBoolean() || (bySpec != null && bySpec);
    }

    private boolean isHost(String mode) {
        return host.path(mode).asString("").equals("host");
    }

    private List<Mount> mounts() {
        List<Mount> out = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : config.path("MountPoints").properties()) {
            JsonNode mount = each.getValue();
            out.add(new Mount(
                    mount.path("Source").asString(""),
                    mount.path("Destination").asString(each.getKey()),
                    mount.path("Relabel").asString(""),
                    mount.path("RW").asBoolean(false),
                    mount.path("Propagation").asString("")));
        }
        return out;
    }

    private String address() {
        for (Map.Entry<String, JsonNode> each :
                config.path("NetworkSettings").path("Networks").properties()) {
            String address = each.getValue().path("IPAddress").asString("");
            if (!address.isEmpty()) {
                return address;
            }
        }
        return "";
    }
}
