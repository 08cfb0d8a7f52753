package dev.seawall.engine.model;

import java.util.Arrays;
import java.util.Optional;

/** The container-security practices that every finding, check and rule serves. */
public enum Practice {
    IMG_1("trusted, official, maintained base images"),
    IMG_2("signatures verified before deployment"),
    IMG_3("images scanned: vulnerabilities, malware, configuration, secrets"),
    IMG_4("images hardened: unused packages, services, files gone"),
    REG_1("registry: who may push, pull, delete"),
    REG_2("private registries only"),
    REG_3("registry authentication"),
    REG_4("registry traffic and content encrypted"),
    DEP_1("least privilege: non-root, capabilities, no escalation"),
    DEP_2("isolation between containers and from the host"),
    DEP_3("network segmented: policies and firewalls"),
    DEP_4("runtime protection: seccomp, AppArmor, SELinux, detection"),
    DEP_5("limits: CPU, memory, processes, network and disk bandwidth"),
    HOST_1("host, runtime and dependencies patched"),
    HOST_2("host access: authentication, MFA, password policy"),
    HOST_3("host activity monitored, intrusions detected and stopped"),
    HOST_4("host hardened, unused services off"),
    HOST_5("host data backed up, encrypted, restore proven"),
    CTR_1("containers lightweight and ephemeral"),
    CTR_2("minimal images"),
    CTR_3("one process per container"),
    CTR_4("containers short-lived, rebuilt rather than patched"),
    CTR_5("container activity recorded"),
    CTR_6("logs centralized and searchable"),
    CTR_7("real-time detection and response"),
    SEC_1("secrets distributed and kept safely, never in images"),
    SEC_2("secrets encrypted in transit and at rest"),
    SEC_3("role-based access to secrets");

    private final String title;

    Practice(String title) {
        this.title = title;
    }

    /** The id as printed, for example {@code IMG-3}. */
    public String id() {
        return name().replace('_', '-');
    }

    /** The practice in a few words. */
    public String title() {
        return title;
    }

    /** The practice of an id such as {@code IMG-3}, empty for an unknown one. */
    public static Optional<Practice> parse(String id) {
        return Arrays.stream(values()).filter(p -> p.id().equals(id)).findFirst();
    }
}
