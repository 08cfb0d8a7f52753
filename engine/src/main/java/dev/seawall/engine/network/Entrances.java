package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where Ingress, OpenShift Route and Gateway API objects lead: through Services to ports of workloads. */
final class Entrances {
    static final String INGRESS = "ingress-controller";
    static final String GATEWAY = "gateway-controller";
    private static final List<String> GATEWAY_ROUTES =
            List.of("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute");
    private final Map<String, Manifest> services = new HashMap<>();
    private final List<Workload> workloads;
    private final List<String> warnings;
    private final Map<String, Map<Workload, List<Target>>> targets = new TreeMap<>();

    private Entrances(List<Workload> workloads, List<String> warnings) {
        this.workloads = workloads;
        this.warnings = warnings;
    }

    /** Ports that one object opens, and the object. */
    record Target(Ports ports, String reason) {}

    /** What an object asks of a Service: a port by number or name, or all of them where both are empty. */
    private record Backend(String service, String namespace, String port) {}

    /** Reads all entrances: per entrance, per workload, what leads there. */
    static Map<String, Map<Workload, List<Target>>> read(
            List<Manifest> manifests, List<Workload> workloads, List<String> warnings) {
        Entrances entrances = new Entrances(workloads, warnings);
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals("Service")) {
                entrances.services.put(manifest.fullName(), manifest);
            }
        }
        manifests.forEach(entrances::add);
        return entrances.targets;
    }

    private void add(Manifest manifest) {
        switch (manifest.kind()) {
            case "Ingress" -> ingressBackends(manifest).forEach(backend -> lead(INGRESS, manifest, backend));
            case "Route" -> {
                if (!manifest.body().get("apiVersion").text().startsWith("serving.")) {
                    routeBackends(manifest).forEach(backend -> lead(INGRESS, manifest, backend));
                }
            }
            default -> {
                if (GATEWAY_ROUTES.contains(manifest.kind())) {
                    gatewayBackends(manifest).forEach(backend -> lead(GATEWAY, manifest, backend));
                }
            }
        }
    }

    private List<Backend> ingressBackends(Manifest ingress) {
        List<Located> written = new ArrayList<>();
        if (!ingress.spec().get("defaultBackend").isNull()) {
            written.add(ingress.spec().get("defaultBackend"));
        }
        for (Located rule : ingress.spec().get("rules").items()) {
            for (Located path : rule.get("http").get("paths").items()) {
                written.add(path.get("backend"));
            }
        }
        List<Backend> out = new ArrayList<>();
        for (Located backend : written) {
            Located service = backend.get("service");
            if (service.isNull()) {
                warn(ingress, backend, "a backend that is no Service was skipped");
                continue;
            }
            String name = service.get("port").get("name").text();
            String port = name.isEmpty() ? service.get("port").get("number").text() : name;
            out.add(new Backend(service.get("name").text(), ingress.namespace(), port));
        }
        return out;
    }

    private List<Backend> routeBackends(Manifest route) {
        String port = route.spec().get("port").get("targetPort").text();
        List<Located> written = new ArrayList<>(List.of(route.spec().get("to")));
        written.addAll(route.spec().get("alternateBackends").items());
        List<Backend> out = new ArrayList<>();
        for (Located backend : written) {
            String kind = backend.get("kind").text();
            if (kind.isEmpty() || kind.equals("Service")) {
                out.add(new Backend(backend.get("name").text(), route.namespace(), port));
            } else {
                warn(route, backend, "a backend of kind " + kind + " was skipped");
            }
        }
        return out;
    }

    private List<Backend> gatewayBackends(Manifest route) {
        List<Backend> out = new ArrayList<>();
        for (Located rule : route.spec().get("rules").items()) {
            for (Located backend : rule.get("backendRefs").items()) {
                String kind = backend.get("kind").text();
                String namespace = backend.get("namespace").text();
                if (kind.isEmpty() || kind.equals("Service")) {
                    out.add(new Backend(
                            backend.get("name").text(),
                            namespace.isEmpty() ? route.namespace() : namespace,
                            backend.get("port").text()));
                } else {
                    warn(route, backend, "a backend of kind " + kind + " was skipped");
                }
            }
        }
        return out;
    }

    private void lead(String entrance, Manifest from, Backend backend) {
        Manifest service = services.get(backend.namespace() + "/" + backend.service());
        if (service == null) {
            warn(from, from.body(), "there is no Service " + backend.namespace() + "/" + backend.service());
            return;
        }
        Located selector = service.spec().get("selector");
        if (selector.isNull()) {
            warn(service, service.body(), "a Service without a selector was skipped");
            return;
        }
        Selector selects = Selector.ofLabels(Manifest.texts(selector));
        String reason = from.kind() + " " + from.fullName() + " to Service " + service.fullName() + " ("
                + from.place(from.body()) + ")";
        boolean anyPort = entrance.equals(GATEWAY);
        Ports.Protocol protocol = from.kind().equals("UDPRoute") ? Ports.Protocol.UDP : Ports.Protocol.TCP;
        for (Workload workload : workloads) {
            if (workload.namespace().equals(service.namespace()) && selects.matches(workload.labels())) {
                Ports ports = ports(service, backend.port(), workload, protocol, anyPort);
                targets.computeIfAbsent(entrance, key -> new HashMap<>())
                        .computeIfAbsent(workload, key -> new ArrayList<>())
                        .add(new Target(ports, reason));
            }
        }
    }

    private static Ports ports(
            Manifest service, String wanted, Workload workload, Ports.Protocol protocol, boolean anyPort) {
        Ports out = Ports.NONE;
        for (Located port : service.spec().get("ports").items()) {
            Located target = port.get("targetPort");
            boolean unset = target.isNull()
                    || target.text().equals("0")
                    || target.text().isEmpty();
            String inPod = unset ? port.get("port").text() : target.text();
            if (wanted.isEmpty() || wanted.equals("0")) {
                out = out.union(inPod(inPod, workload, protocol, anyPort));
            } else if (List.of(port.get("name").text(), port.get("port").text(), target.text())
                    .contains(wanted)) {
                return inPod(inPod, workload, protocol, anyPort);
            }
        }
        return out;
    }

    private static Ports inPod(String port, Workload workload, Ports.Protocol protocol, boolean anyPort) {
        if (port.matches("\\d{1,5}")) {
            int number = Integer.parseInt(port);
            return anyPort || workload.declares(number) ? Ports.of(protocol, number) : Ports.NONE;
        }
        Workload.@Nullable Port named = workload.portNamed(port);
        return named == null || named.protocol() != protocol ? Ports.NONE : Ports.of(protocol, named.number());
    }

    private void warn(Manifest manifest, Located place, String what) {
        warnings.add(manifest.place(place) + ": " + manifest.kind() + " " + manifest.fullName() + ": " + what);
    }
}
