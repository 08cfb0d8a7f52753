package dev.seawall.server.auth;

import java.util.Locale;

/** One thing that may be allowed. Every operation of the API names exactly one. */
public enum Permission {
    /** Nobody need say who they are. */
    PUBLIC,
    /** Anybody who said who they are, for what is theirs. */
    SIGNED_IN,
    /** An enrolled agent, by its certificate. */
    AGENT,
    SCANS_READ,
    SCANS_WRITE,
    FINDINGS_READ,
    EXCEPTIONS_READ,
    EXCEPTIONS_WRITE,
    POLICIES_READ,
    POLICIES_WRITE,
    POSTURE_READ,
    AGENTS_READ,
    AGENTS_WRITE,
    JOBS_READ,
    JOBS_WRITE,
    EVENTS_READ,
    LOGS_READ,
    METRICS_READ,
    AUDIT_READ,
    USERS_READ,
    USERS_WRITE,
    REGISTRY_PULL,
    REGISTRY_PUSH,
    REGISTRY_DELETE;

    /** As the API description spells it, for example {@code scans:read}. */
    public String word() {
        int cut = name().indexOf('_');
        String word = name().toLowerCase(Locale.ROOT);
        return cut < 0 || this == SIGNED_IN ? word.replace('_', '-') : word.replace('_', ':');
    }
}
