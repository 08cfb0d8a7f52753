package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.Workload;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Locale;

/**
 * Translates what is described in the words of a Compose service (a service itself, a quadlet, a {@code docker run}
 * line) into a PodSpec in its own names. What is not said stays absent; every value keeps its original place.
 */
public final class ServiceWorkload {
    private final Service service;
    private final Mark place;
    private final SourceMap.Builder pod = new SourceMap.Builder();
    private final SourceMap.Builder container = new SourceMap.Builder();

    private ServiceWorkload(Service service, Mark place) {
        this.service = service;
        this.place = place;
    }

    /**
     * The workload of a service.
     *
     * @param origin what described it
     * @param name the service's name
     * @param fields the service in Compose's words
     * @param path where it lies in its document; empty where it is the document
     * @param place where the service stands
     */
    public static Workload of(Origin origin, String name, SourceMap fields, String path, Mark place) {
        ServiceWorkload made = new ServiceWorkload(new Service(fields, path), place.from(path));
        return Workload.translated(origin.kind(), name, origin.name(), made.labels(), made.podSpec(name));
    }

    /**
     * What described a service.
     *
     * @param kind the kind of its documents: {@code compose-service}, {@code quadlet}, {@code docker-run}
     * @param name the origin of its workloads: {@code compose}, {@code quadlet}, {@code docker-run}
     */
    public record Origin(String kind, String name) {}

    private SourceMap labels() {
        return Pairs.map(service.items("labels"));
    }

    private SourceMap podSpec(String name) {
        container.put("name", name, place);
        copy("image", "image");
        words("entrypoint", "command");
        words("command", "args");
        copy("working_dir", "workingDir");
        environment();
        put(container, "ports", ServicePorts.of(service), "ports");
        ServiceVolumes volumes = ServiceVolumes.of(service);
        put(container, "volumeMounts", volumes.mounts(), "volumes");
        put(container, "resources", ServiceResources.of(service), "deploy");
        put(container, "securityContext", ServiceSecurity.container(service), "security_opt");
        probe();
        pod.put(
                "containers",
                new SourceList.Builder().add(container.build(), place).build(),
                place);
        put(pod, "volumes", volumes.volumes(), "volumes");
        put(pod, "securityContext", ServiceSecurity.pod(service), "sysctls");
        namespaces();
        copyToPod();
        return pod.build();
    }

    private void put(SourceMap.Builder to, String key, SourceMap value, String from) {
        if (!value.isEmpty()) {
            to.put(key, value, service.has(from) ? service.mark(from) : place);
        }
    }

    private void put(SourceMap.Builder to, String key, SourceList value, String from) {
        if (!value.isEmpty()) {
            to.put(key, value, service.has(from) ? service.mark(from) : place);
        }
    }

    private void copy(String from, String to) {
        if (!service.text(from).isEmpty()) {
            container.put(to, service.text(from), service.mark(from));
        }
    }

    private void words(String from, String to) {
        if (service.has(from)) {
            SourceList.Builder words = new SourceList.Builder();
            service.items(from).forEach(item -> words.add(item.text(), item.mark()));
            container.put(to, words.build(), service.mark(from));
        }
    }

    private void environment() {
        SourceList.Builder variables = new SourceList.Builder();
        for (Item item : service.items("environment")) {
            SourceMap.Builder variable = new SourceMap.Builder().put("name", item.before('='), item.mark());
            if (item.text().indexOf('=') >= 0) {
                variable.put("value", item.after('='), item.mark());
            }
            variables.add(variable.build(), item.mark());
        }
        put(container, "env", variables.build(), "environment");
    }

    private void probe() {
        Service check = service.child("healthcheck");
        List<Item> test = check.items("test");
        boolean none = test.isEmpty() || test.getFirst().text().equals("NONE");
        if (none || Boolean.TRUE.equals(check.truth("disable"))) {
            return;
        }
        SourceList.Builder words = new SourceList.Builder();
        test.stream().skip(isForm(test.getFirst().text()) ? 1 : 0).forEach(word -> words.add(word.text(), word.mark()));
        Mark mark = service.mark("healthcheck");
        SourceMap exec =
                new SourceMap.Builder().put("command", words.build(), mark).build();
        container.put(
                "livenessProbe", new SourceMap.Builder().put("exec", exec, mark).build(), mark);
    }

    private static boolean isForm(String word) {
        return word.equals("CMD") || word.equals("CMD-SHELL");
    }

    private void namespaces() {
        host("network_mode", "hostNetwork");
        host("pid", "hostPID");
        host("ipc", "hostIPC");
        if (service.text("userns_mode").equals("host")) {
            pod.put("hostUsers", true, service.mark("userns_mode"));
        } else if (!service.text("userns_mode").isEmpty()) {
            pod.put("hostUsers", false, service.mark("userns_mode"));
        }
    }

    private void host(String from, String to) {
        if (service.text(from).equals("host")) {
            pod.put(to, true, service.mark(from));
        }
    }

    private void copyToPod() {
        if (!service.text("hostname").isEmpty()) {
            pod.put("hostname", service.text("hostname"), service.mark("hostname"));
        }
        String restart = service.text("restart").toLowerCase(Locale.ROOT);
        String policy = restart.startsWith("on-failure")
                ? "OnFailure"
                : restart.equals("always") || restart.equals("unless-stopped")
                        ? "Always"
                        : restart.equals("no") || restart.equals("false") ? "Never" : "";
        if (!policy.isEmpty()) {
            pod.put("restartPolicy", policy, service.mark("restart"));
        }
    }
}
