package dev.seawall.engine.host;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Docker, containerd, CRI-O and Podman: how their daemons are set up and who may talk to them. */
final class RuntimeProbes {
    private static final String DAEMON = "etc/docker/daemon.json";

    private RuntimeProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("docker", onDocker(RuntimeProbes::value));
        all.put("docker-socket", RuntimeProbes::socket);
        all.put("docker-hardening", onDocker((host, condition) -> hardening(host)));
        all.put("docker-remote", onDocker((host, condition) -> remote(host)));
        all.put("docker-list-empty", onDocker(RuntimeProbes::empty));
        all.put("registries", (host, condition) -> registries(host));
        all.put("image-policy", (host, condition) -> policy(host));
        all.put("rootless-ids", (host, condition) -> subordinate(host));
        all.put("kubelet", RuntimeProbes::kubelet);
        return all;
    }

    private static boolean hasDocker(Host host) {
        return host.program("dockerd").isPresent()
                || host.text().exists(DAEMON)
                || host.hasAny(List.of("docker.io", "docker-ce", "moby-engine"));
    }

    private static Probe onDocker(Probe probe) {
        return (host, condition) ->
                hasDocker(host) ? probe.judge(host, condition) : Answer.notApplicable("Docker is not installed");
    }

    /** daemon.json; a missing node where there is none or it is broken. */
    private static JsonNode daemon(Host host) {
        Optional<String> text = host.text().find(DAEMON);
        if (text.isEmpty() || text.get().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.parse(text.get().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            host.text().report(DAEMON, FileStatus.State.MALFORMED, "not JSON: dockerd would not start");
            return MissingNode.getInstance();
        }
    }

    /** The flags dockerd runs with, or that its unit gives it. */
    private static List<String> flags(Host host) {
        List<String> flags = new ArrayList<>();
        host.processes().find(List.of("dockerd")).ifPresent(each -> flags.addAll(each.arguments()));
        host.units()
                .settings("docker.service")
                .find("Service", "ExecStart")
                .ifPresent(each -> flags.addAll(List.of(each.value().split("\\s+"))));
        host.text().lines("etc/default/docker").stream()
                .filter(line -> line.text().startsWith("DOCKER_OPTS="))
                .forEach(line -> flags.addAll(
                        List.of(line.text().substring(12).replace("\"", "").split("\\s+"))));
        return flags;
    }

    private static Optional<String> flag(Host host, String name) {
        List<String> flags = flags(host);
        for (int i = 0; i < flags.size(); i++) {
            String flag = flags.get(i);
            if (flag.startsWith("--" + name + "=")) {
                return Optional.of(flag.substring(name.length() + 3));
            }
            if (flag.equals("--" + name)) {
                boolean last = i + 1 >= flags.size() || flags.get(i + 1).startsWith("-");
                return Optional.of(last ? "true" : flags.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** {@code key} may have dots; the flag of the same name counts too. */
    private static Optional<String> setting(Host host, String key) {
        JsonNode node = daemon(host);
        for (String part : key.split("\\.")) {
            node = node.path(part);
        }
        return node.isMissingNode()
                ? flag(host, key)
                : Optional.of(node.isValueNode() ? node.asString() : node.toString());
    }

    private static Answer value(Host host, Condition condition) {
        String key = condition.text("key");
        Optional<String> value = setting(host, key);
        String effective = value.orElse(condition.text("default", ""));
        boolean passed = new Expectation(condition.text("expect")).accepts(effective);
        String seen = key + " is " + (effective.isEmpty() ? "not set" : SettingProbes.shortened(effective));
        return Answer.of(passed, seen + (value.isEmpty() ? " (default)" : "")).at(DAEMON);
    }

    private static Answer empty(Host host, Condition condition) {
        JsonNode list = daemon(host).path(condition.text("key"));
        boolean none = list.isMissingNode() || list.isEmpty();
        return Answer.of(
                        none,
                        condition.text("key") + (none ? " is empty" : ": " + SettingProbes.shortened(list.toString())))
                .at(DAEMON);
    }

    private static Answer socket(Host host, Condition condition) {
        List<String> problems = new ArrayList<>();
        for (String path : List.of(
                "run/docker.sock", "run/containerd/containerd.sock", "run/crio/crio.sock", "run/podman/podman.sock")) {
            host.files()
                    .resolve(path)
                    .filter(entry -> (entry.mode() & 07) != 0 || entry.uid() != 0)
                    .ifPresent(entry -> problems.add("/" + path + " has mode " + FileProbes.octal(entry.mode())));
        }
        if (hasDocker(host)) {
            Answer remote = remote(host);
            if (remote.failed()) {
                problems.add(remote.evidence());
            }
            TreeSet<String> members = new TreeSet<>(
                    host.accounts().group("docker").map(Accounts.Group::members).orElse(List.of()));
            members.removeAll(condition.texts("allowed"));
            members.forEach(member -> problems.add(member + " is in the group docker and thereby root"));
        }
        return host.runsContainers()
                ? Answer.of(problems, "only root and declared users reach the runtimes")
                : Answer.notApplicable("no container runtime is installed");
    }

    private static Answer remote(Host host) {
        List<String> hosts = new ArrayList<>();
        daemon(host).path("hosts").forEach(each -> hosts.add(each.asString()));
        List<String> flags = flags(host);
        flags.stream().filter(flag -> flag.contains("tcp://")).forEach(hosts::add);
        boolean tcp = hosts.stream().anyMatch(each -> each.contains("tcp://"));
        boolean verified = daemon(host).path("tlsverify").asBoolean(false)
                || flag(host, "tlsverify").isPresent();
        return Answer.of(
                        !tcp || verified,
                        tcp
                                ? "dockerd listens on " + String.join(", ", hosts)
                                        + (verified
                                                ? " and asks for certificates"
                                                : " and asks nobody for a certificate")
                                : "dockerd listens on its socket only")
                .at(DAEMON);
    }

    private static Answer hardening(Host host) {
        List<String> problems = new ArrayList<>();
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("live-restore", "true");
        wanted.put("no-new-privileges", "true");
        wanted.put("icc", "false");
        wanted.put("userns-remap", "*");
        wanted.forEach((key, expect) -> {
            if (!new Expectation(expect).accepts(setting(host, key).orElse(""))) {
                problems.add(key + " is " + setting(host, key).orElse("not set"));
            }
        });
        boolean journal =
                setting(host, "log-driver").orElse("json-file").matches("journald|local|syslog|fluentd|none|gelf");
        if (setting(host, "log-opts.max-size").isEmpty() && !journal) {
            problems.add("log-opts max-size is not set");
        }
        return Answer.of(problems, "daemon.json is hardened").at(DAEMON);
    }

    /** Registries over plain HTTP or without a checked certificate. */
    private static Answer registries(Host host) {
        List<String> problems = new ArrayList<>();
        daemon(host).path("insecure-registries").forEach(each -> problems.add("Docker: " + each.asString()));
        List<String> paths = new ArrayList<>(List.of("etc/containers/registries.conf"));
        paths.addAll(host.text().glob("etc/containers/registries.conf.d/*.conf"));
        paths.addAll(host.text().glob("etc/containerd/certs.d/*/hosts.toml"));
        paths.add("etc/containerd/config.toml");
        for (String path : paths) {
            host.text().lines(path).stream()
                    .filter(line -> line.text().matches("(insecure|skip_verify|insecure_skip_verify)\\s*=\\s*true.*"))
                    .forEach(line -> problems.add(line.place() + ": " + line.text()));
        }
        return host.runsContainers()
                ? Answer.of(problems, "every registry must prove who it is")
                : Answer.notApplicable("no container runtime is installed");
    }

    private static Answer policy(Host host) {
        if (host.program("podman").isEmpty()
                && host.program("crio").isEmpty()
                && host.program("skopeo").isEmpty()) {
            return Answer.notApplicable("neither Podman nor CRI-O is installed");
        }
        try {
            String text = host.text().read("etc/containers/policy.json", "{}");
            JsonNode first = Json.parse(text.getBytes(StandardCharsets.UTF_8))
                    .path("default")
                    .path(0)
                    .path("type");
            String type = first.asString("not set");
            return Answer.of(
                            type.equals("reject") || type.equals("signedBy") || type.equals("sigstoreSigned"),
                            "images are by default: " + type)
                    .at("etc/containers/policy.json");
        } catch (IOException e) {
            return Answer.fail("policy.json is malformed").at("etc/containers/policy.json");
        }
    }

    private static Answer subordinate(Host host) {
        if (host.program("podman").isEmpty()
                && host.program("dockerd-rootless.sh").isEmpty()) {
            return Answer.notApplicable("nothing runs containers rootless");
        }
        List<String> problems = new ArrayList<>();
        for (String path : List.of("etc/subuid", "etc/subgid")) {
            long end = -1;
            List<long[]> ranges = new ArrayList<>();
            for (Line line : host.text().lines(path)) {
                String[] f = line.text().split(":");
                if (f.length == 3 && f[1].matches("\\d{1,10}") && f[2].matches("\\d{1,10}")) {
                    ranges.add(new long[] {Long.parseLong(f[1]), Long.parseLong(f[2])});
                }
            }
            ranges.sort(java.util.Comparator.comparingLong(range -> range[0]));
            for (long[] range : ranges) {
                if (range[0] < Math.max(end, 65_536)) {
                    problems.add("/" + path + " has ranges that overlap others' ids");
                }
                end = range[0] + range[1];
            }
        }
        return Answer.of(problems.stream().distinct().toList(), "ranges of ids do not overlap")
                .at("etc/subuid");
    }

    /** A line of the kubelet's configuration. */
    private static Answer kubelet(Host host, Condition condition) {
        Optional<String> path = List.of("var/lib/kubelet/config.yaml", "etc/kubernetes/kubelet.conf.yaml").stream()
                .filter(host.text()::exists)
                .findFirst();
        if (path.isEmpty()) {
            return Answer.notApplicable("no kubelet runs here");
        }
        boolean matches = com.google.re2j.Pattern.compile(condition.text("require"))
                .matcher(host.text().read(path.get(), ""))
                .find();
        return Answer.of(matches, matches ? condition.text("seen") : condition.text("missing"))
                .at(path.get());
    }
}
