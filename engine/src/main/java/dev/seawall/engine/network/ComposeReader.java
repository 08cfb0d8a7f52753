package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the services and networks of Compose files; files of one project are laid over each other. */
final class ComposeReader {
    private static final String HOST = "host";
    private final List<String> warnings;
    private final Map<String, ComposeNetwork> networks = new TreeMap<>();
    private final Map<String, Written> written = new TreeMap<>();

    /** What files say of one service, before {@code network_mode: service:} is followed. */
    private record Written(Manifest file, String project, String name, List<Located> bodies) {
        Located last(String field) {
            Located out = Located.MISSING;
            for (Located body : bodies) {
                out = body.get(field).isNull() ? out : body.get(field);
            }
            return out;
        }
    }

    ComposeReader(List<Manifest> files, List<String> warnings) {
        this.warnings = warnings;
        for (Manifest file : files) {
            String project = project(file);
            file.body().get("networks").fields().forEach((key, network) -> addNetwork(project, key, network));
            file.body().get("services").fields().forEach((name, body) -> written.computeIfAbsent(
                            project + "/" + name, key -> new Written(file, project, name, new ArrayList<>()))
                    .bodies()
                    .add(body));
            for (String unread : List.of("include", "extends")) {
                if (!file.body().get(unread).isNull()) {
                    warnings.add(file.place(file.body().get(unread)) + ": " + unread + " is not followed");
                }
            }
        }
    }

    Map<String, ComposeNetwork> networks() {
        return networks;
    }

    /** The services, sorted by project and name. */
    List<ComposeMember> services() {
        List<ComposeMember> out = new ArrayList<>();
        written.values().forEach(service -> out.add(service(service)));
        return out;
    }

    private static String project(Manifest file) {
        String name = file.body().get("name").text();
        Path folder = Path.of(file.file()).toAbsolutePath().normalize().getParent();
        String byFolder = folder == null || folder.getFileName() == null
                ? "compose"
                : folder.getFileName().toString();
        return (name.isEmpty() ? byFolder : name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
    }

    private void addNetwork(String project, String key, Located network) {
        String driver = network.get("driver").text();
        Located options = network.get("driver_opts");
        String real = realName(project, key, network);
        networks.put(
                real,
                new ComposeNetwork(
                        real,
                        network.get("internal").isTrue(),
                        !"false"
                                .equals(options.get("com.docker.network.bridge.enable_icc")
                                        .text()),
                        driver.equals("macvlan") || driver.equals("ipvlan"),
                        options.get("com.docker.network.bridge.name").text()));
    }

    private static String realName(String project, String key, Located network) {
        String name = network.get("name").text();
        if (!name.isEmpty()) {
            return name;
        }
        return network.get("external").isTrue() ? key : project + "_" + key;
    }

    private ComposeMember service(Written service) {
        Written network = owner(service);
        String mode = network.last("network_mode").text();
        Map<String, String> joined = new LinkedHashMap<>();
        if (mode.isEmpty()) {
            joined = joined(network);
        } else if (mode.equals("bridge")) {
            joined.put("bridge", network.file().place(network.last("network_mode")));
        }
        for (String name : joined.keySet()) {
            networks.putIfAbsent(
                    name, new ComposeNetwork(name, false, true, false, name.equals("bridge") ? "docker0" : ""));
        }
        String place = service.file().place(service.bodies().getFirst());
        return new ComposeMember(
                service.project(), service.name(), place, joined, mode.equals(HOST), ports(service, network));
    }

    /** The service whose network a service uses: itself, or the one that {@code network_mode} names. */
    private Written owner(Written service) {
        Written current = service;
        Set<String> seen = new HashSet<>();
        while (seen.add(current.name())) {
            String mode = current.last("network_mode").text();
            if (!mode.startsWith("service:")) {
                return current;
            }
            Written next = written.get(service.project() + "/" + mode.substring("service:".length()));
            if (next == null) {
                return current;
            }
            current = next;
        }
        warnings.add(service.file().place(service.last("network_mode")) + ": network_mode goes round in a circle");
        return service;
    }

    private Map<String, String> joined(Written service) {
        Map<String, String> out = new LinkedHashMap<>();
        for (Located body : service.bodies()) {
            Located list = body.get("networks");
            list.fields().forEach((key, value) -> join(service, key, value, out));
            list.items().forEach(item -> join(service, item.text(), item, out));
        }
        if (out.isEmpty()) {
            join(service, "default", service.bodies().getFirst(), out);
        }
        return out;
    }

    private void join(Written service, String key, Located place, Map<String, String> out) {
        Located declared = service.file().body().get("networks").get(key);
        out.put(realName(service.project(), key, declared), service.file().place(place));
    }

    private List<ComposePorts> ports(Written service, Written network) {
        List<ComposePorts> out = new ArrayList<>();
        for (Written one : service.name().equals(network.name()) ? List.of(service) : List.of(service, network)) {
            for (Located body : one.bodies()) {
                for (Located entry : body.get("ports").items()) {
                    ComposePorts ports = ComposePorts.read(entry);
                    if (ports == null) {
                        warnings.add(one.file().place(entry) + ": this port was not understood");
                    } else {
                        out.add(ports);
                    }
                }
            }
        }
        return out;
    }
}
