package dev.seawall.agent.response;

import dev.seawall.agent.watch.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is never touched, whatever a rule says: a host that cannot be reached is worse than an alert. */
final class Essentials {
    private static final Set<String> NAMES = Set.of(
            "systemd",
            "init",
            "sshd",
            "login",
            "dockerd",
            "containerd",
            "containerd-shim",
            "kubelet",
            "crio",
            "conmon",
            "podman",
            "runc",
            "crun",
            "dbus-daemon",
            "systemd-journal",
            "systemd-logind",
            "systemd-udevd",
            "systemd-resolve",
            "NetworkManager",
            "kthreadd",
            "sudo",
            "agetty");

    private final Set<String> names = new HashSet<>(NAMES);
    private final Path proc;

    Essentials(Set<String> more, Path proc) {
        names.addAll(more);
        this.proc = proc;
    }

    /** Why a process must not be touched; null where it may be. */
    @Nullable
    String refusal(Alert.Subject subject, boolean hostAllowed) {
        int id = subject.process();
        if (id <= 1) {
            return "it is no process";
        }
        if (subject.containerFullId().isEmpty() && !hostAllowed) {
            return "it is a process of the host, and this response is for containers";
        }
        if (isOwn(id)) {
            return "it is Seawall itself or what started it";
        }
        String name = name(id);
        if (name.isEmpty()) {
            return "it has ended";
        }
        return names.contains(name) || name.startsWith("runc:") ? name + " is essential" : null;
    }

    private static boolean isOwn(int id) {
        ProcessHandle at = ProcessHandle.current();
        while (at != null) {
            if (at.pid() == id) {
                return true;
            }
            at = at.parent().orElse(null);
        }
        return false;
    }

    private String name(int id) {
        try {
            return Files.readString(proc.resolve(id + "/comm"), StandardCharsets.ISO_8859_1)
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
