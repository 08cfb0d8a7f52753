package dev.seawall.server.logs.receive;

import java.util.Map;

/** Names of OpenTelemetry that are labels of ours. */
final class OtlpNames {
    private static final Map<String, String> LABELS = Map.of(
            "service.name", "service",
            "host.name", "host",
            "container.name", "container",
            "container.image.name", "image",
            "k8s.namespace.name", "namespace",
            "k8s.pod.name", "pod",
            "k8s.container.name", "container",
            "log.iostream", "stream");

    private OtlpNames() {}

    static String label(String name) {
        return LABELS.getOrDefault(name, name);
    }
}
