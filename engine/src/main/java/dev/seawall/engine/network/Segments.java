package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The networks beside the pod network: primary networks of namespaces (UserDefinedNetwork,
 * ClusterUserDefinedNetwork) and secondary ones (NetworkAttachmentDefinition).
 */
final class Segments {
    private static final String PRIMARY_LABEL = "k8s.ovn.org/primary-user-defined-network";
    private static final String SHARED = "primary CUDN ";
    private static final String OWN = "primary UDN ";
    private final Namespaces namespaces;
    private final List<String> warnings;
    private final Map<String, String> primary = new TreeMap<>();
    private final Map<String, Set<String>> secondary = new HashMap<>();

    private Segments(Namespaces namespaces, List<String> warnings) {
        this.namespaces = namespaces;
        this.warnings = warnings;
    }

    /**
     * Reads the networks.
     *
     * @throws MalformedPolicyException where one is malformed or two claim a namespace
     */
    static Segments read(List<Manifest> manifests, Namespaces namespaces, List<String> warnings)
            throws MalformedPolicyException {
        Segments segments = new Segments(namespaces, warnings);
        for (Manifest manifest : manifests) {
            switch (manifest.kind()) {
                case "UserDefinedNetwork" -> segments.addOwn(manifest);
                case "ClusterUserDefinedNetwork" -> segments.addShared(manifest);
                case "NetworkAttachmentDefinition" ->
                    segments.secondary
                            .computeIfAbsent(manifest.name(), name -> new TreeSet<>())
                            .add(manifest.namespace());
                default -> {}
            }
        }
        return segments;
    }

    /** The network of a workload's first interface; empty for the pod network. */
    String primary(Workload workload) {
        return primary.getOrDefault(workload.namespace(), "");
    }

    /** The names of the networks of its other interfaces. */
    Set<String> secondary(Workload workload) {
        Set<String> out = new TreeSet<>();
        for (String attachment : workload.attachments()) {
            int slash = attachment.indexOf('/');
            String name = attachment.substring(slash + 1);
            if (secondary.getOrDefault(name, Set.of()).contains(attachment.substring(0, slash))) {
                out.add(name);
            }
        }
        return out;
    }

    /** A secondary network by every name it has: {@code namespace/name}. */
    Set<String> spellings(String network) {
        Set<String> out = new TreeSet<>();
        secondary.getOrDefault(network, Set.of()).forEach(namespace -> out.add(namespace + "/" + network));
        return out;
    }

    /** The name in results: workloads of a namespace with a network of its own carry a mark. */
    String shown(Workload workload) {
        return primary(workload).startsWith(OWN) ? workload.shown().replaceFirst("/", "[udn]/") : workload.shown();
    }

    private void addOwn(Manifest manifest) throws MalformedPolicyException {
        if (manifest.name().equals("default")) {
            throw manifest.malformed(manifest.body(), "a UserDefinedNetwork must not be named default");
        }
        if (!isPrimary(manifest, manifest.spec())) {
            return;
        }
        String namespace = manifest.namespace();
        if (!namespaces.described().contains(namespace) || !isMarked(namespace)) {
            warnings.add(manifest.place(manifest.body()) + ": the namespace " + namespace
                    + " is not described with the label " + PRIMARY_LABEL + "; network ignored");
            return;
        }
        claim(manifest, namespace, OWN + namespace);
    }

    private void addShared(Manifest manifest) throws MalformedPolicyException {
        if (!isPrimary(manifest, manifest.spec().get("network"))) {
            return;
        }
        Selector selector = Selector.read(manifest, manifest.spec().get("namespaceSelector"));
        List<String> unmarked = new ArrayList<>();
        for (String namespace : namespaces.described()) {
            if (!selector.matches(namespaces.labels(namespace))) {
                continue;
            }
            if (isMarked(namespace)) {
                claim(manifest, namespace, SHARED + manifest.name());
            } else {
                unmarked.add(namespace);
            }
        }
        if (!unmarked.isEmpty()) {
            warnings.add(manifest.place(manifest.body()) + ": the namespaces " + String.join(", ", unmarked)
                    + " lack the label " + PRIMARY_LABEL + " and stay in the pod network");
        }
    }

    private boolean isMarked(String namespace) {
        return namespaces.labels(namespace).containsKey(PRIMARY_LABEL);
    }

    private void claim(Manifest manifest, String namespace, String network) throws MalformedPolicyException {
        if (namespace.equals("default") || namespace.startsWith("openshift-")) {
            throw manifest.malformed(manifest.body(), "the namespace " + namespace + " cannot have a primary network");
        }
        String before = primary.putIfAbsent(namespace, network);
        if (before != null) {
            throw manifest.malformed(
                    manifest.body(), "the namespace " + namespace + " already has the network " + before);
        }
    }

    private boolean isPrimary(Manifest manifest, Located network) throws MalformedPolicyException {
        String topology = network.get("topology").text();
        if (!topology.equals("Layer2") && !topology.equals("Layer3") && !topology.equals("Localnet")) {
            throw manifest.malformed(network, "\"" + topology + "\" is no topology; use Layer2 or Layer3");
        }
        Located layer = network.get(topology.equals("Layer2") ? "layer2" : "layer3");
        String role = layer.get("role").text();
        if (role.equals("Primary")) {
            return true;
        }
        warnings.add(manifest.place(manifest.body()) + ": only primary networks are analysed; this one is ignored");
        return false;
    }
}
