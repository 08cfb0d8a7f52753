package dev.seawall.agent.container;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which container a control group belongs to, from its path alone: whatever a process does to /proc or its own name, it
 * cannot change that.
 *
 * @param fullId 64 hexadecimal digits, or what the runtime uses
 * @param runtime docker, podman, containerd, cri-o, lxc
 */
public record ContainerIdentity(String fullId, String runtime) {
    private static final Pattern ID = Pattern.compile(
            "/(docker-|cri-containerd-|containerd-|crio-|crio-conmon-|libpod-|libpod-conmon-|nerdctl-)?([0-9a-f]{64})(?:\\.scope)?(?=/|$)");
    private static final Pattern CRI = Pattern.compile(":(cri-containerd|crio|containerd):([0-9a-f]{64})$");
    private static final Pattern LXC = Pattern.compile("/lxc(?:\\.payload\\.|/)([^/]+)");
    private static final int SHORT = 12;

    /** The first twelve digits, as people and rules know it. */
    public String id() {
        return fullId.substring(0, Math.min(SHORT, fullId.length()));
    }

    /** The container of a control group; null where it belongs to the host. */
    public static @Nullable ContainerIdentity find(String cgroup) {
        Matcher id = ID.matcher(cgroup);
        ContainerIdentity found = null;
        while (id.find()) {
            if (id.group(1) == null || !id.group(1).contains("conmon")) {
                found = new ContainerIdentity(id.group(2), runtime(id.group(1), cgroup));
            }
        }
        if (found != null) {
            return found;
        }
        Matcher cri = CRI.matcher(cgroup);
        if (cri.find()) {
            return new ContainerIdentity(cri.group(2), cri.group(1).equals("crio") ? "cri-o" : "containerd");
        }
        Matcher lxc = LXC.matcher(cgroup);
        return lxc.find() ? new ContainerIdentity(lxc.group(1), "lxc") : null;
    }

    private static String runtime(@Nullable String prefix, String cgroup) {
        if (prefix != null) {
            return switch (prefix) {
                case "docker-" -> "docker";
                case "crio-" -> "cri-o";
                case "libpod-" -> "podman";
                default -> "containerd";
            };
        }
        if (cgroup.contains("libpod")) {
            return "podman";
        }
        return cgroup.contains("kubepods") ? "containerd" : "docker";
    }
}
