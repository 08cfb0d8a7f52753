package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what workloads say they need: names of Services in env values, arguments, commands and in the ConfigMaps they
 * take env from; Ingress, Route and Gateway backends; Services of type LoadBalancer or NodePort.
 */
final class FlowFinder {
    private static final Pattern HOST = Pattern.compile(
            "(?<![\\w.-])([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9-]+){0,5})(?::(\\d{1,5}))?(?![\\w-])");
    private static final int LONGEST_TEXT = 100_000;
    private final List<Manifest> manifests;
    private final List<Workload> workloads;
    private final Map<String, Manifest> services = new TreeMap<>();
    private final Map<String, Manifest> configMaps = new HashMap<>();
    private final List<Flow> out = new ArrayList<>();

    private FlowFinder(List<Manifest> manifests, List<Workload> workloads) {
        this.manifests = manifests;
        this.workloads = workloads;
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals("Service")) {
                services.put(manifest.fullName(), manifest);
            } else if (manifest.kind().equals("ConfigMap")) {
                configMaps.put(manifest.fullName(), manifest);
            }
        }
    }

    static List<Flow> find(List<Manifest> manifests, List<Workload> workloads) {
        FlowFinder finder = new FlowFinder(manifests, workloads);
        finder.entrances();
        finder.services.values().forEach(finder::exposed);
        manifests.forEach(finder::references);
        return finder.out;
    }

    private void entrances() {
        Entrances.read(manifests, workloads, new ArrayList<>())
                .values()
                .forEach(targets -> targets.forEach((workload, leading) -> leading.forEach(
                        target -> add(new Flow(null, false, workload, target.ports(), target.reason())))));
    }

    private void exposed(Manifest service) {
        String type = service.spec().get("type").text();
        if (type.equals("LoadBalancer") || type.equals("NodePort")) {
            String reason =
                    "Service " + service.fullName() + " of type " + type + " (" + service.place(service.body()) + ")";
            for (Workload workload : selected(service)) {
                add(new Flow(null, true, workload, ports(service, "", workload), reason));
            }
        }
    }

    private void references(Manifest manifest) {
        for (Workload workload : workloads) {
            if (workload.namespace().equals(manifest.namespace())
                    && (workload.owner().equals(manifest.name())
                            || workload.pod().equals(manifest.name()))
                    && workload.kind().equals(manifest.kind())) {
                Located template = manifest.kind().equals("CronJob")
                        ? manifest.spec().get("jobTemplate").get("spec").get("template")
                        : manifest.spec().get("template");
                Located pod = manifest.kind().equals("Pod") ? manifest.spec() : template.get("spec");
                for (String containers : List.of("containers", "initContainers")) {
                    pod.get(containers).items().forEach(container -> container(manifest, workload, container));
                }
            }
        }
    }

    private void container(Manifest manifest, Workload workload, Located container) {
        for (Located env : container.get("env").items()) {
            text(manifest, workload, env.get("value"));
            Located key = env.get("valueFrom").get("configMapKeyRef");
            Manifest map =
                    configMaps.get(manifest.namespace() + "/" + key.get("name").text());
            if (map != null) {
                text(map, workload, map.body().get("data").get(key.get("key").text()));
            }
        }
        for (Located source : container.get("envFrom").items()) {
            Manifest map = configMaps.get(manifest.namespace() + "/"
                    + source.get("configMapRef").get("name").text());
            if (map != null) {
                map.body().get("data").fields().values().forEach(value -> text(map, workload, value));
            }
        }
        for (String list : List.of("args", "command")) {
            container.get(list).items().forEach(value -> text(manifest, workload, value));
        }
    }

    private void text(Manifest place, Workload workload, Located value) {
        if (value.text().length() > LONGEST_TEXT) {
            return;
        }
        Matcher matcher = HOST.matcher(value.text());
        while (matcher.find()) {
            Manifest service = service(workload.namespace(), matcher.group(1));
            if (service != null) {
                String port = matcher.group(4) == null ? "" : matcher.group(4);
                String reason = "it names Service " + service.fullName() + " (" + place.place(value) + ")";
                for (Workload target : selected(service)) {
                    add(new Flow(workload, false, target, ports(service, port, target), reason));
                }
            }
        }
    }

    private @Nullable Manifest service(String namespace, String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length == 1) {
            return services.get(namespace + "/" + host);
        }
        boolean inCluster = parts.length == 2 || parts[2].equals("svc");
        return inCluster ? services.get(parts[1] + "/" + parts[0]) : null;
    }

    private List<Workload> selected(Manifest service) {
        Located selector = service.spec().get("selector");
        if (selector.isNull()) {
            return List.of();
        }
        Selector selects = Selector.ofLabels(Manifest.texts(selector));
        return workloads.stream()
                .filter(workload -> workload.namespace().equals(service.namespace()))
                .filter(workload -> selects.matches(workload.labels()))
                .toList();
    }

    /** The pod's ports behind one port of a Service, or behind all of them where that one is not among them. */
    private static Ports ports(Manifest service, String wanted, Workload workload) {
        Ports all = Ports.NONE;
        for (Located port : service.spec().get("ports").items()) {
            String target = port.get("targetPort").text();
            String inPod = target.isEmpty() ? port.get("port").text() : target;
            Ports one = Ports.NONE;
            Workload.Port named = workload.portNamed(inPod);
            if (inPod.matches("\\d{1,5}")) {
                one = Ports.of(WorkloadReader.protocol(port.get("protocol").text()), Integer.parseInt(inPod));
            } else if (named != null) {
                one = Ports.of(named.protocol(), named.number());
            }
            if (!wanted.isEmpty() && wanted.equals(port.get("port").text())) {
                return one;
            }
            all = all.union(one);
        }
        return all;
    }

    private void add(Flow flow) {
        if (!flow.ports().isEmpty()
                && (flow.from() == null || !flow.from().shown().equals(flow.to().shown()))) {
            out.add(flow);
        }
    }
}
