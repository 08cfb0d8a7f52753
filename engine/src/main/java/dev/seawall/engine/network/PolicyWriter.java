package dev.seawall.engine.network;

import dev.seawall.engine.format.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes NetworkPolicies that allow what the manifests show to be needed and nothing else: a default deny per namespace,
 * then one policy per workload. Nothing is written that the present policies forbid.
 */
final class PolicyWriter {
    private static final String DNS =
            "  - to: [{namespaceSelector: {matchLabels: {\"kubernetes.io/metadata.name\": \"kube-system\"}},"
                    + " podSelector: {matchLabels: {\"k8s-app\": \"kube-dns\"}}}]\n"
                    + "    ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]\n";

    private final KubernetesReach reach;
    private final List<Workload> workloads;
    private final StringBuilder out = new StringBuilder();

    private PolicyWriter(KubernetesReach reach, List<Workload> workloads) {
        this.reach = reach;
        this.workloads = workloads;
    }

    static String write(List<Manifest> manifests, KubernetesReach reach, List<Workload> workloads) {
        PolicyWriter writer = new PolicyWriter(reach, workloads);
        writer.all(FlowFinder.find(manifests, workloads));
        return writer.out.toString();
    }

    private void all(List<Flow> found) {
        out.append("# Least-privilege NetworkPolicies, from what the manifests show to be needed.\n");
        out.append("# Review: traffic that no manifest mentions (DNS aside) is denied.\n");
        List<Flow> flows = found.stream()
                .map(this::allowedPart)
                .filter(flow -> !flow.ports().isEmpty())
                .toList();
        TreeSet<String> namespaces = new TreeSet<>();
        workloads.forEach(workload -> namespaces.add(workload.namespace()));
        namespaces.forEach(this::deny);
        workloads.forEach(workload -> allow(workload, flows));
    }

    private Flow allowedPart(Flow flow) {
        Ports allowed;
        if (flow.from() != null) {
            allowed = reach.allowed(flow.from(), flow.to());
        } else if (flow.anywhere()) {
            allowed = reach.allowedFromEverywhere(flow.to());
        } else {
            allowed = reach.allowed(Workload.entrance(Entrances.INGRESS), flow.to());
        }
        return new Flow(flow.from(), flow.anywhere(), flow.to(), flow.ports().intersect(allowed), flow.reason());
    }

    private void deny(String namespace) {
        header("seawall-default-deny", namespace);
        out.append("  podSelector: {}\n  policyTypes: [Ingress, Egress]\n");
    }

    private void header(String name, String namespace) {
        out.append("---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ")
                .append(quoted(name))
                .append("\n  namespace: ")
                .append(quoted(namespace))
                .append("\nspec:\n");
    }

    private void allow(Workload workload, List<Flow> flows) {
        List<Flow> in =
                flows.stream().filter(flow -> isSame(flow.to(), workload)).toList();
        List<Flow> opened =
                flows.stream().filter(flow -> isSame(flow.from(), workload)).toList();
        if (in.isEmpty() && opened.isEmpty()) {
            return;
        }
        if (workload.labels().isEmpty()) {
            out.append("# ")
                    .append(oneLine(workload.shown()))
                    .append(" has no labels: no policy can allow what it needs\n");
            return;
        }
        header("seawall-allow-" + workload.owner(), workload.namespace());
        out.append("  podSelector: {matchLabels: ").append(labels(workload)).append("}\n");
        out.append("  policyTypes: [Ingress, Egress]\n");
        section("ingress", "from", in, true);
        section("egress", "to", opened, false);
        out.append(opened.isEmpty() ? "" : DNS);
    }

    private static boolean isSame(@Nullable Workload one, Workload other) {
        return one != null && one.shown().equals(other.shown());
    }

    private void section(String name, String peers, List<Flow> flows, boolean incoming) {
        if (flows.isEmpty()) {
            return;
        }
        out.append("  ").append(name).append(":\n");
        Map<String, Ports> ports = new LinkedHashMap<>();
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Flow flow : flows) {
            String peer = flow.anywhere() ? "" : peer(incoming ? flow.from() : flow.to());
            ports.merge(peer, flow.ports(), Ports::union);
            reasons.computeIfAbsent(peer, key -> new ArrayList<>()).add(flow.reason());
        }
        ports.forEach((peer, allowed) -> {
            reasons.getOrDefault(peer, List.of()).stream().distinct().forEach(reason -> out.append("  # ")
                    .append(oneLine(reason))
                    .append('\n'));
            out.append("  - ports: [").append(entries(allowed)).append("]\n");
            out.append(peer.isEmpty() ? "" : "    " + peers + ": [" + peer + "]\n");
        });
    }

    private static String peer(@Nullable Workload workload) {
        if (workload == null) {
            return "{namespaceSelector: {}}";
        }
        return "{namespaceSelector: {matchLabels: {" + quoted(Namespaces.NAME_LABEL) + ": "
                + quoted(workload.namespace()) + "}}, podSelector: {matchLabels: " + labels(workload) + "}}";
    }

    private static String labels(Workload workload) {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(workload.labels()).forEach((key, value) -> pairs.add(quoted(key) + ": " + quoted(value)));
        return "{" + String.join(", ", pairs) + "}";
    }

    private static String entries(Ports ports) {
        List<String> entries = new ArrayList<>();
        for (Ports.Protocol protocol : Ports.Protocol.values()) {
            Intervals ranges = ports.of(protocol);
            for (int i = 0; i < ranges.ranges(); i++) {
                String end = ranges.last(i) > ranges.first(i) ? ", endPort: " + ranges.last(i) : "";
                entries.add("{protocol: " + protocol + ", port: " + ranges.first(i) + end + "}");
            }
        }
        return String.join(", ", entries);
    }

    /** A JSON string is a YAML string, whatever it holds. */
    private static String quoted(String text) {
        return Json.mapper().writeValueAsString(text);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
