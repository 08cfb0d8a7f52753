package dev.seawall.engine.check.command;

import dev.seawall.engine.check.compose.ServiceDraft;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Options of {@code docker run} and {@code podman run} as fields of a Compose service. */
public final class RunOptions {
    /** Fields that take one value. */
    private static final Map<String, String> SCALARS = Map.ofEntries(
            Map.entry("user", "user"),
            Map.entry("u", "user"),
            Map.entry("network", "network_mode"),
            Map.entry("net", "network_mode"),
            Map.entry("pid", "pid"),
            Map.entry("ipc", "ipc"),
            Map.entry("uts", "uts"),
            Map.entry("userns", "userns_mode"),
            Map.entry("cgroupns", "cgroup"),
            Map.entry("cgroup-parent", "cgroup_parent"),
            Map.entry("memory", "mem_limit"),
            Map.entry("m", "mem_limit"),
            Map.entry("memory-reservation", "mem_reservation"),
            Map.entry("cpus", "cpus"),
            Map.entry("cpu-quota", "cpu_quota"),
            Map.entry("cpu-period", "cpu_period"),
            Map.entry("cpu-shares", "cpu_shares"),
            Map.entry("c", "cpu_shares"),
            Map.entry("pids-limit", "pids_limit"),
            Map.entry("restart", "restart"),
            Map.entry("name", "container_name"),
            Map.entry("hostname", "hostname"),
            Map.entry("h", "hostname"),
            Map.entry("workdir", "working_dir"),
            Map.entry("w", "working_dir"),
            Map.entry("entrypoint", "entrypoint"),
            Map.entry("log-driver", "logging.driver"),
            Map.entry("health-cmd", "healthcheck.test"),
            Map.entry("runtime", "runtime"),
            Map.entry("isolation", "isolation"));

    /** Fields that are lists. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("cap-add", "cap_add"),
            Map.entry("cap-drop", "cap_drop"),
            Map.entry("security-opt", "security_opt"),
            Map.entry("volume", "volumes"),
            Map.entry("v", "volumes"),
            Map.entry("tmpfs", "tmpfs"),
            Map.entry("device", "devices"),
            Map.entry("publish", "ports"),
            Map.entry("p", "ports"),
            Map.entry("expose", "expose"),
            Map.entry("env", "environment"),
            Map.entry("e", "environment"),
            Map.entry("env-file", "env_file"),
            Map.entry("label", "labels"),
            Map.entry("l", "labels"),
            Map.entry("group-add", "group_add"),
            Map.entry("sysctl", "sysctls"),
            Map.entry("ulimit", "ulimits"));

    /** Options without a value. */
    private static final Map<String, String> FLAGS = Map.of(
            "privileged",
            "privileged",
            "read-only",
            "read_only",
            "no-healthcheck",
            "healthcheck.disable",
            "init",
            "init");

    private static final Set<String> BARE = Set.of(
            "detach",
            "d",
            "interactive",
            "i",
            "tty",
            "t",
            "rm",
            "publish-all",
            "P",
            "sig-proxy",
            "oom-kill-disable",
            "disable-content-trust",
            "quiet",
            "q",
            "help",
            "replace",
            "rmi",
            "no-hosts",
            "rootfs",
            "tls-verify",
            "http-proxy",
            "no-hostname",
            "env-host",
            "passwd",
            "use-api-socket");

    private final ServiceDraft draft;
    private final Mark mark;

    /** Options that go into a draft, all at one place. */
    public RunOptions(ServiceDraft draft, Mark mark) {
        this.draft = draft;
        this.mark = mark;
    }

    /** Reads the words after {@code run}; returns the index of the image, or the number of words where there is none. */
    public int read(List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String word = words.get(at);
            if (word.equals("--")) {
                return at + 1;
            }
            String next = at + 1 < words.size() ? words.get(at + 1) : "";
            at += word.startsWith("--") ? longOption(word.substring(2), next) : cluster(word.substring(1), next);
        }
        return at;
    }

    /** How many words the option takes. */
    private int longOption(String option, String next) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (FLAGS.containsKey(name) || BARE.contains(name)) {
            flag(name, equals < 0 ? "true" : option.substring(equals + 1));
            return 1;
        }
        value(name, equals < 0 ? next : option.substring(equals + 1));
        return equals < 0 ? 2 : 1;
    }

    /** {@code -itd}, {@code -p80:80}, {@code -u root}. */
    private int cluster(String letters, String next) {
        for (int i = 0; i < letters.length(); i++) {
            String letter = letters.substring(i, i + 1);
            if (letter.equals("P")) {
                draft.set("publish_all", true, mark);
            } else if (!BARE.contains(letter)) {
                String rest = letters.substring(i + 1);
                value(letter, rest.isEmpty() ? next : rest.startsWith("=") ? rest.substring(1) : rest);
                return rest.isEmpty() ? 2 : 1;
            }
        }
        return 1;
    }

    private void flag(String name, String value) {
        @Nullable String field = FLAGS.get(name);
        if (field != null) {
            draft.set(field, !value.equalsIgnoreCase("false"), mark);
        }
    }

    private void value(String name, String value) {
        @Nullable String scalar = SCALARS.get(name);
        @Nullable String list = LISTS.get(name);
        if (scalar != null) {
            draft.set(scalar, value, mark);
        } else if (list != null) {
            draft.add(list, value, mark);
        } else if (name.equals("mount")) {
            draft.add("volumes", mount(value), mark);
        } else if (name.startsWith("device-")) {
            draft.set("blkio_config." + name.replace('-', '_'), value, mark);
        } else if (name.equals("blkio-weight")) {
            draft.set("blkio_config.weight", value, mark);
        }
    }

    /** {@code type=bind,source=/a,target=/b,readonly} as the long form of a volume. */
    private SourceMap mount(String text) {
        SourceMap.Builder volume = new SourceMap.Builder();
        for (String part : text.split(",", 50)) {
            String[] pair = part.split("=", 2);
            String value = pair.length == 2 ? pair[1] : "true";
            switch (pair[0].toLowerCase(Locale.ROOT)) {
                case "type" -> volume.put("type", value, mark);
                case "source", "src" -> volume.put("source", value, mark);
                case "target", "destination", "dst" -> volume.put("target", value, mark);
                case "readonly", "ro" -> volume.put("read_only", value, mark);
                case "bind-propagation" ->
                    volume.put(
                            "bind",
                            new SourceMap.Builder()
                                    .put("propagation", value, mark)
                                    .build(),
                            mark);
                default -> {}
            }
        }
        return volume.build();
    }
}
