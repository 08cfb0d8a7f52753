package dev.seawall.agent.container;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The {@code config.json} of an OCI bundle: what every runtime writes before it starts a container. */
final class OciSpec {
    private static final int MANY_CAPABILITIES = 37;
    private static final Set<String> OF_KUBERNETES = Set.of(
            "io.kubernetes.cri.sandbox-name",
            "io.kubernetes.cri.sandbox-namespace",
            "io.kubernetes.cri.sandbox-uid",
            "io.kubernetes.cri.container-name");

    private final JsonNode spec;

    OciSpec(JsonNode spec) {
        this.spec = spec;
    }

    ContainerInfo info() {
        Map<String, String> annotations = ContainerMetadata.texts(spec.path("annotations"));
        return new ContainerInfo(
                first(annotations, "io.kubernetes.cri.container-name", "io.kubernetes.container.name"),
                first(annotations, "io.kubernetes.cri.image-name", "io.kubernetes.cri-o.ImageName"),
                "",
                isPrivileged(annotations),
                mounts(),
                labels(annotations),
                0,
                "",
                spec.path("root").path("path").asString(""),
                namespaces(),
                "",
                bounding());
    }

    private static String first(Map<String, String> annotations, String... names) {
        for (String name : names) {
            String value = annotations.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private List<String> bounding() {
        return ContainerMetadata.items(spec.path("process").path("capabilities").path("bounding"));
    }

    /** Every capability and nothing of /proc hidden is what "privileged" means to all runtimes. */
    private @Nullable Boolean isPrivileged(Map<String, String> annotations) {
        String podman = annotations.get("io.podman.annotations.privileged");
        if (podman != null) {
            return podman.equalsIgnoreCase("true");
        }
        String crio = annotations.get("io.kubernetes.cri-o.PrivilegedRuntime");
        if (crio != null) {
            return crio.equalsIgnoreCase("true");
        }
        return bounding().size() >= MANY_CAPABILITIES
                && spec.path("linux").path("maskedPaths").isEmpty();
    }

    private List<Mount> mounts() {
        List<Mount> out = new ArrayList<>();
        for (JsonNode each : spec.path("mounts")) {
            List<String> options = ContainerMetadata.items(each.path("options"));
            if (options.contains("bind")
                    || options.contains("rbind")
                    || each.path("type").asString("").equals("bind")) {
                String propagation = options.stream()
                        .filter(option -> option.matches("r?(private|shared|slave)"))
                        .findFirst()
                        .orElse("");
                out.add(new Mount(
                        each.path("source").asString(""),
                        each.path("destination").asString(""),
                        "",
                        !options.contains("ro"),
                        propagation));
            }
        }
        return out;
    }

    private static Map<String, String> labels(Map<String, String> annotations) {
        Map<String, String> labels = new HashMap<>();
        annotations.forEach((name, value) -> {
            if (name.startsWith("io.kubernetes.pod.")) {
                labels.put(name, value);
            } else if (OF_KUBERNETES.contains(name) && !name.endsWith("container-name")) {
                labels.put("io.kubernetes.pod." + name.substring(name.lastIndexOf('-') + 1), value);
            }
        });
        return labels;
    }

    private ContainerInfo.Namespaces namespaces() {
        Set<String> own = new HashSet<>();
        spec.path("linux")
                .path("namespaces")
                .forEach(each -> own.add(each.path("type").asString("")));
        return new ContainerInfo.Namespaces(!own.contains("pid"), !own.contains("network"), !own.contains("ipc"));
    }
}
