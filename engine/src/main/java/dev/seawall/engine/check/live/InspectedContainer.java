package dev.seawall.engine.check.live;

import dev.seawall.engine.check.compose.ServiceDraft;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container as {@code docker inspect} tells it, in the words of a Compose service. The engine's inspect writes zero
 * values for everything that was not asked for: those stay absent. A user that neither image nor command line names is
 * root, for that is what the engine starts.
 */
final class InspectedContainer {
    private static final double NANOS = 1e9;

    private static final List<Map.Entry<String, String>> LISTS = List.of(
            Map.entry("CapAdd", "cap_add"), Map.entry("CapDrop", "cap_drop"), Map.entry("SecurityOpt", "security_opt"));

    private static final List<Map.Entry<String, String>> TEXTS = List.of(
            Map.entry("PidMode", "pid"),
            Map.entry("IpcMode", "ipc"),
            Map.entry("UTSMode", "uts"),
            Map.entry("UsernsMode", "userns_mode"),
            Map.entry("CgroupnsMode", "cgroup"),
            Map.entry("CgroupParent", "cgroup_parent"),
            Map.entry("NetworkMode", "network_mode"),
            Map.entry("Isolation", "isolation"));

    private static final List<Map.Entry<String, String>> NUMBERS = List.of(
            Map.entry("Memory", "mem_limit"),
            Map.entry("MemoryReservation", "mem_reservation"),
            Map.entry("CpuShares", "cpu_shares"),
            Map.entry("CpuQuota", "cpu_quota"),
            Map.entry("PidsLimit", "pids_limit"));

    private static final List<String> DISK =
            List.of("DeviceReadBps", "DeviceWriteBps", "DeviceReadIOps", "DeviceWriteIOps");

    private final SourceMap inspect;
    private final SourceMap host;
    private final SourceMap config;
    private final ServiceDraft draft = new ServiceDraft();

    private InspectedContainer(SourceMap inspect) {
        this.inspect = inspect;
        this.host = inspect.map("HostConfig");
        this.config = inspect.map("Config");
    }

    /**
     * The service.
     *
     * @param daemonNoNewPrivileges the engine's own default, which counts for every container of it
     */
    static SourceMap of(SourceMap inspect, boolean daemonNoNewPrivileges) {
        InspectedContainer made = new InspectedContainer(inspect);
        made.fromConfig();
        made.fromHost();
        made.volumes();
        made.ports();
        if (daemonNoNewPrivileges) {
            made.draft.add("security_opt", "no-new-privileges:true", at("daemon:no-new-privileges"));
        }
        return new SourceMap.Builder()
                .putAll(made.draft.build())
                .put("inspect", inspect, Mark.NONE)
                .build();
    }

    private static Mark at(String path) {
        return Mark.NONE.from(path);
    }

    private void fromConfig() {
        text(config, "Config", "Image", "image");
        text(config, "Config", "WorkingDir", "working_dir");
        String user = config.text("User");
        draft.set("user", user.isEmpty() ? "0" : user, at(user.isEmpty() ? "engine default" : "Config.User"));
        list(config, "Config", "Entrypoint", "entrypoint");
        list(config, "Config", "Cmd", "command");
        list(config, "Config", "Env", "environment");
        config.map("Labels").forEach((key, value) -> draft.add("labels", key + "=" + value, at("Config.Labels")));
        SourceList test = config.map("Healthcheck").list("Test");
        if (!test.isEmpty()) {
            draft.set("healthcheck.test", test, at("Config.Healthcheck"));
        }
    }

    private void fromHost() {
        LISTS.forEach(entry -> list(host, "HostConfig", entry.getKey(), entry.getValue()));
        TEXTS.forEach(entry -> text(host, "HostConfig", entry.getKey(), entry.getValue()));
        NUMBERS.forEach(entry -> number(entry.getKey(), entry.getValue()));
        truth("Privileged", "privileged");
        truth("ReadonlyRootfs", "read_only");
        if (host.get("NanoCpus") instanceof Long cpus && cpus > 0) {
            draft.set("cpus", cpus / NANOS, at("HostConfig.NanoCpus"));
        }
        text(host.map("LogConfig"), "HostConfig.LogConfig", "Type", "logging.driver");
        restart();
        host.map("Sysctls").forEach((key, value) -> draft.add("sysctls", key + "=" + value, at("HostConfig.Sysctls")));
        host.list("Ulimits").forEach(limit -> draft.add("ulimits", named(limit), at("HostConfig.Ulimits")));
        host.list("Devices").forEach(this::device);
        for (String rate : DISK) {
            SourceList limits = host.list("Blkio" + rate);
            if (!limits.isEmpty()) {
                String field = rate.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
                draft.set("blkio_config." + field.replace("i_ops", "iops"), limits, at("HostConfig.Blkio" + rate));
            }
        }
    }

    private static String named(@Nullable Object limit) {
        return limit instanceof SourceMap map ? map.text("Name") + "=" + map.get("Soft") + ":" + map.get("Hard") : "";
    }

    private void device(@Nullable Object device) {
        if (device instanceof SourceMap map) {
            String text =
                    map.text("PathOnHost") + ":" + map.text("PathInContainer") + ":" + map.text("CgroupPermissions");
            draft.add("devices", text, at("HostConfig.Devices"));
        }
    }

    private void restart() {
        SourceMap policy = host.map("RestartPolicy");
        String name = policy.text("Name");
        boolean counted = policy.get("MaximumRetryCount") instanceof Long count && count > 0;
        if (!name.isEmpty()) {
            String text = counted ? name + ":" + policy.get("MaximumRetryCount") : name;
            draft.set("restart", text, at("HostConfig.RestartPolicy"));
        }
    }

    private void volumes() {
        for (Object each : inspect.list("Mounts")) {
            if (each instanceof SourceMap mount) {
                String source = mount.text("Type").equals("volume") ? mount.text("Name") : mount.text("Source");
                SourceMap.Builder volume = new SourceMap.Builder()
                        .put("type", mount.text("Type"), at("Mounts"))
                        .put("source", source, at("Mounts"))
                        .put("target", mount.text("Destination"), at("Mounts"))
                        .put("read_only", Boolean.FALSE.equals(mount.get("RW")), at("Mounts"));
                if (!mount.text("Propagation").isEmpty()) {
                    SourceMap bind = new SourceMap.Builder()
                            .put("propagation", mount.text("Propagation"), at("Mounts"))
                            .build();
                    volume.put("bind", bind, at("Mounts"));
                }
                draft.add("volumes", volume.build(), at("Mounts"));
            }
        }
    }

    /** What is published now; before the container starts only the bindings are known. */
    private void ports() {
        SourceMap live = inspect.map("NetworkSettings").map("Ports");
        SourceMap ports = live.isEmpty() ? host.map("PortBindings") : live;
        String from = live.isEmpty() ? "HostConfig.PortBindings" : "NetworkSettings.Ports";
        ports.forEach((port, bindings) -> {
            if (bindings instanceof SourceList list) {
                list.forEach(binding -> port(port, binding, from));
            }
        });
    }

    private void port(String port, @Nullable Object binding, String from) {
        if (binding instanceof SourceMap map && !map.text("HostPort").isEmpty()) {
            String address = map.text("HostIp");
            String host = address.isEmpty() ? "" : (address.contains(":") ? "[" + address + "]" : address) + ":";
            draft.add("ports", host + map.text("HostPort") + ":" + port, at(from));
        }
    }

    private void list(SourceMap from, String section, String name, String field) {
        for (Object item : from.list(name)) {
            if (item != null) {
                draft.add(field, item, at(section + "." + name));
            }
        }
    }

    private void text(SourceMap from, String section, String name, String field) {
        if (!from.text(name).isEmpty()) {
            draft.set(field, from.text(name), at(section + "." + name));
        }
    }

    private void number(String name, String field) {
        if (host.get(name) instanceof Long number && number > 0) {
            draft.set(field, number, at("HostConfig." + name));
        }
    }

    private void truth(String name, String field) {
        if (host.get(name) instanceof Boolean value) {
            draft.set(field, value, at("HostConfig." + name));
        }
    }
}
