package dev.seawall.engine.network;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in the cluster, with the labels of its pods.
 *
 * @param pod the pod's own name, or the workload's where no pod is described
 * @param owner the workload's name
 * @param kind what the workload is, for example {@code Deployment}
 * @param openPorts true where no ports can be declared (virtual machines): every port counts as declared
 * @param attachments networks beside the primary one: {@code name} or {@code namespace/name}
 */
record Workload(
        String namespace,
        Map<String, String> namespaceLabels,
        String pod,
        String owner,
        String kind,
        Map<String, String> labels,
        List<Port> ports,
        boolean openPorts,
        List<String> attachments,
        String shown)
        implements Peer {
    /** The kind of what stands for entrances from outside, whose pods are unknown. */
    static final String ENTRANCE = "entrance";

    /** One declared port of a container. */
    record Port(String name, Ports.Protocol protocol, int number) {}

    Workload {
        labels = Map.copyOf(labels);
        namespaceLabels = Map.copyOf(namespaceLabels);
        ports = List.copyOf(ports);
        attachments = List.copyOf(attachments);
    }

    /** The unknown pod behind Ingress, Route or Gateway objects: no labels, a namespace of its own. */
    static Workload entrance(String name) {
        String namespace = name + "-ns";
        return new Workload(
                namespace,
                Map.of(Namespaces.NAME_LABEL, namespace),
                name,
                name,
                ENTRANCE,
                Map.of(),
                List.of(),
                false,
                List.of(),
                "{" + name + "}");
    }

    boolean isEntrance() {
        return kind.equals(ENTRANCE);
    }

    Workload named(String shownName) {
        return new Workload(
                namespace, namespaceLabels, pod, owner, kind, labels, ports, openPorts, attachments, shownName);
    }

    /** The first declared port of that name. */
    @Nullable
    Port portNamed(String name) {
        for (Port port : ports) {
            if (port.name().equals(name)) {
                return port;
            }
        }
        return null;
    }

    /** True where a container declares that number, whatever the protocol. */
    boolean declares(int number) {
        return openPorts || ports.stream().anyMatch(port -> port.number() == number);
    }
}
