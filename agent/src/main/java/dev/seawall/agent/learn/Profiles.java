package dev.seawall.agent.learn;

import dev.seawall.engine.format.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files that allow what a container was seen to do, and no more. */
public final class Profiles {
    private static final List<String> NOT_FILES = List.of("/dev/", "/proc/", "/sys/");

    private final String name;
    private final Behaviour seen;

    public Profiles(String name, Behaviour seen) {
        this.name = name.isEmpty() ? "container" : name;
        this.seen = seen;
    }

    /** Content by file name. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("profile.json", summary());
        files.put("seccomp.json", SeccompProfile.json(seen));
        files.put("docker-run.txt", String.join(" ", runFlags("seccomp.json")) + "\n");
        files.put("networkpolicy.yaml", networkPolicy());
        files.put("network.nft", nftables());
        files.put("apparmor.txt", apparmor());
        files.put("selinux.cil", selinux());
        return files;
    }

    /** Folders it writes below, the narrowest that hold the files: these stay writable. */
    SortedSet<String> writable() {
        SortedSet<String> folders = new TreeSet<>();
        for (String file : seen.written()) {
            if (NOT_FILES.stream().noneMatch(file::startsWith) && file.lastIndexOf('/') > 0) {
                folders.add(file.substring(0, file.lastIndexOf('/')));
            }
        }
        folders.removeIf(each -> folders.stream().anyMatch(other -> each.startsWith(other + "/")));
        return folders;
    }

    /** Options of {@code docker run} that put the profile in force. */
    public List<String> runFlags(String seccompFile) {
        List<String> flags = new ArrayList<>();
        flags.add("--security-opt=seccomp=" + seccompFile);
        flags.add("--security-opt=no-new-privileges");
        flags.add("--cap-drop=ALL");
        seen.capabilities().forEach(each -> flags.add("--cap-add=" + each.replaceFirst("^CAP_", "")));
        flags.add("--read-only");
        writable().forEach(each -> flags.add("--tmpfs=" + each));
        flags.add("--memory=" + seen.usage().memoryLimitMib() + "m");
        flags.add("--pids-limit=" + seen.usage().processLimit());
        flags.add(String.format(Locale.ROOT, "--cpus=%.2f", seen.usage().cpuLimit()));
        return flags;
    }

    /** All of it as one JSON document. */
    public String summary() {
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("schemaVersion", 1);
        out.put("container", name);
        array(out, "syscalls", SeccompProfile.allowed(seen));
        array(out, "dangerousSyscalls", SeccompProfile.dangerous(seen));
        array(out, "capabilities", seen.capabilities());
        array(out, "programs", seen.programs());
        array(out, "written", seen.written());
        array(out, "writableFolders", writable());
        array(out, "connections", seen.connections());
        array(out, "listens", seen.listens());
        ObjectNode limits = out.putObject("limits");
        limits.put("memoryMib", seen.usage().memoryLimitMib());
        limits.put("processes", seen.usage().processLimit());
        limits.put("cpus", seen.usage().cpuLimit());
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(out) + "\n";
    }

    private static void array(ObjectNode out, String key, SortedSet<String> values) {
        ArrayNode array = out.putArray(key);
        values.forEach(array::add);
    }

    private static String address(String endpoint) {
        return endpoint.substring(0, endpoint.lastIndexOf(':'));
    }

    private static String port(String endpoint) {
        return endpoint.substring(endpoint.lastIndexOf(':') + 1, endpoint.lastIndexOf('/'));
    }

    private static String protocol(String endpoint) {
        return endpoint.substring(endpoint.lastIndexOf('/') + 1);
    }

    private List<String> outside() {
        return seen.connections().stream()
                .filter(each -> !each.startsWith("127.") && !each.startsWith("::1:"))
                .toList();
    }

    private String networkPolicy() {
        StringBuilder out = new StringBuilder(
                        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ")
                .append(name)
                .append("\nspec:\n  podSelector:\n    matchLabels:\n      app: ")
                .append(name)
                .append("\n  policyTypes: [Ingress, Egress]\n  ingress:")
                .append(seen.listens().isEmpty() ? " []\n" : "\n  - ports:\n");
        for (String each : seen.listens()) {
            out.append("    - {protocol: TCP, port: ")
                    .append(each, 0, each.indexOf('/'))
                    .append("}\n");
        }
        out.append("  egress:").append(outside().isEmpty() ? " []\n" : "\n");
        for (String each : outside()) {
            String bits = address(each).contains(":") ? "/128" : "/32";
            out.append("  - to:\n    - ipBlock: {cidr: \"")
                    .append(address(each))
                    .append(bits)
                    .append("\"}\n    ports:\n");
            out.append("    - {protocol: ")
                    .append(protocol(each).toUpperCase(Locale.ROOT))
                    .append(", port: ");
            out.append(port(each)).append("}\n");
        }
        return out.toString();
    }

    private String nftables() {
        StringBuilder out = new StringBuilder("table inet seawall_profile {\n  chain in {\n")
                .append("    type filter hook input priority 0; policy drop;\n    iif lo accept\n")
                .append("    ct state established,related accept\n");
        seen.listens().forEach(each -> out.append("    tcp dport ")
                .append(each, 0, each.indexOf('/'))
                .append(" accept\n"));
        out.append("  }\n  chain out {\n    type filter hook output priority 0; policy drop;\n    oif lo accept\n")
                .append("    ct state established,related accept\n");
        for (String each : outside()) {
            out.append(address(each).contains(":") ? "    ip6 daddr " : "    ip daddr ")
                    .append(address(each))
                    .append(' ');
            out.append(protocol(each)).append(" dport ").append(port(each)).append(" accept\n");
        }
        return out.append("  }\n}\n").toString();
    }

    private String apparmor() {
        StringBuilder out = new StringBuilder("#include <tunables/global>\n\nprofile seawall-")
                .append(name)
                .append(" flags=(attach_disconnected,mediate_deleted) {\n  #include <abstractions/base>\n");
        seen.capabilities().forEach(each -> out.append("  capability ")
                .append(each.substring(4).toLowerCase(Locale.ROOT))
                .append(",\n"));
        if (!seen.connections().isEmpty() || !seen.listens().isEmpty()) {
            out.append("  network inet,\n  network inet6,\n");
        }
        out.append("  / r,\n  /** r,\n");
        seen.programs().forEach(each -> out.append("  ").append(each).append(" rix,\n"));
        writable().forEach(each -> out.append("  ").append(each).append("/** rwkl,\n"));
        return out.append("}\n").toString();
    }

    /** In the form that udica writes: inherits the base of containers, adds ports. */
    private String selinux() {
        StringBuilder out = new StringBuilder("(block seawall_")
                .append(name.replaceAll("[^A-Za-z0-9_]", "_"))
                .append("\n    (blockinherit container)\n");
        if (!seen.connections().isEmpty() || !seen.listens().isEmpty()) {
            out.append("    (blockinherit restricted_net_container)\n");
        }
        seen.capabilities().forEach(each -> out.append("    (allow process process (capability (")
                .append(each.substring(4).toLowerCase(Locale.ROOT))
                .append(")))\n"));
        return out.append(")\n").toString();
    }
}
