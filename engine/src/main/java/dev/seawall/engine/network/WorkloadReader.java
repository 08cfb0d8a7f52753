package dev.seawall.engine.network;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads everything that runs pods, and virtual machines. */
final class WorkloadReader {
    private static final String ATTACHMENTS = "k8s.v1.cni.cncf.io/networks";
    private static final Set<String> TEMPLATED =
            Set.of("ReplicaSet", "Deployment", "StatefulSet", "DaemonSet", "ReplicationController", "Job");
    private final Namespaces namespaces;
    private final Map<String, Workload> found = new LinkedHashMap<>();

    private WorkloadReader(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** The pods and workloads of the manifests; a later description of the same object replaces an earlier one. */
    static List<Workload> read(List<Manifest> manifests, Namespaces namespaces, List<String> warnings) {
        WorkloadReader reader = new WorkloadReader(namespaces);
        manifests.forEach(manifest -> reader.add(manifest, warnings));
        return List.copyOf(reader.found.values());
    }

    private void add(Manifest manifest, List<String> warnings) {
        Located template = manifest.spec().get("template");
        if (manifest.kind().equals("Pod")) {
            addPod(manifest);
        } else if (TEMPLATED.contains(manifest.kind()) || manifest.kind().equals("VirtualMachine")) {
            addWorkload(manifest, template);
        } else if (manifest.kind().equals("CronJob")) {
            addWorkload(manifest, manifest.spec().get("jobTemplate").get("spec").get("template"));
        } else if (template.get("spec").get("containers").isPresent()) {
            warnings.add(manifest.place(manifest.body()) + ": the pods of a " + manifest.kind() + " are not analysed");
        }
    }

    private void addPod(Manifest pod) {
        if (pod.name().startsWith("virt-launcher-")) {
            return;
        }
        String owner = pod.name();
        String kind = "Pod";
        for (Located reference :
                pod.body().get("metadata").get("ownerReferences").items()) {
            if (reference.get("controller").isTrue()) {
                String ownerKind = reference.get("kind").text();
                if (!ownerKind.equals("Node")) {
                    owner = reference.get("name").text();
                    kind = ownerKind.isEmpty() ? "Pod" : ownerKind;
                }
                break;
            }
        }
        found.put("Pod " + pod.fullName(), workload(pod, owner, kind, pod.body()));
    }

    private void addWorkload(Manifest manifest, Located template) {
        found.put(
                manifest.kind() + " " + manifest.fullName(),
                workload(manifest, manifest.name(), manifest.kind(), template));
    }

    private Workload workload(Manifest manifest, String owner, String kind, Located template) {
        String namespace = manifest.namespace();
        return new Workload(
                namespace,
                namespaces.labels(namespace),
                manifest.name(),
                owner,
                kind,
                Manifest.texts(template.get("metadata").get("labels")),
                ports(template.get("spec")),
                kind.equals("VirtualMachine"),
                attachments(namespace, template),
                namespace + "/" + owner + "[" + kind + "]");
    }

    private static List<Workload.Port> ports(Located spec) {
        List<Workload.Port> out = new ArrayList<>();
        for (Located container : spec.get("containers").items()) {
            for (Located port : container.get("ports").items()) {
                String number = port.get("containerPort").text();
                if (number.matches("\\d{1,5}")) {
                    out.add(new Workload.Port(
                            port.get("name").text(),
                            protocol(port.get("protocol").text()),
                            Integer.parseInt(number)));
                }
            }
        }
        return out;
    }

    static Ports.Protocol protocol(String text) {
        return switch (text) {
            case "UDP" -> Ports.Protocol.UDP;
            case "SCTP" -> Ports.Protocol.SCTP;
            default -> Ports.Protocol.TCP;
        };
    }

    private static List<String> attachments(String namespace, Located template) {
        List<String> out = new ArrayList<>();
        String text =
                template.get("metadata").get("annotations").get(ATTACHMENTS).text();
        if (text.strip().startsWith("[")) {
            addJson(namespace, text, out);
        } else {
            for (String entry : text.split(",")) {
                addAttachment(namespace, entry.strip(), out);
            }
        }
        for (Located network : template.get("spec").get("networks").items()) {
            addAttachment(namespace, network.get("multus").get("networkName").text(), out);
        }
        return out;
    }

    private static void addJson(String namespace, String text, List<String> out) {
        try {
            for (JsonNode entry : Json.parse(text.getBytes(StandardCharsets.UTF_8))) {
                String own = entry.path("namespace").asString("");
                addAttachment(
                        own.isEmpty() ? namespace : own, entry.path("name").asString(""), out);
            }
        } catch (IOException e) {
            out.add(namespace + "/(malformed annotation)");
        }
    }

    private static void addAttachment(String namespace, String entry, List<String> out) {
        String name = entry.contains("@") ? entry.substring(0, entry.indexOf('@')) : entry;
        if (!name.isEmpty()) {
            out.add(name.contains("/") ? name : namespace + "/" + name);
        }
    }
}
