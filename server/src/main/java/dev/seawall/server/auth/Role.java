package dev.seawall.server.auth;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may do in a scope, in words people understand. */
public enum Role {
    /** Reads results. */
    VIEWER(EnumSet.of(
            Permission.SCANS_READ,
            Permission.FINDINGS_READ,
            Permission.EXCEPTIONS_READ,
            Permission.POLICIES_READ,
            Permission.POSTURE_READ,
            Permission.AGENTS_READ,
            Permission.JOBS_READ,
            Permission.EVENTS_READ,
            Permission.LOGS_READ,
            Permission.REGISTRY_PULL)),
    /** Reads results, users and the audit log. */
    AUDITOR(with(VIEWER, Permission.AUDIT_READ, Permission.METRICS_READ, Permission.USERS_READ)),
    /** Stores scans, excepts findings, changes policies, pushes images. */
    OPERATOR(with(
            VIEWER,
            Permission.METRICS_READ,
            Permission.SCANS_WRITE,
            Permission.EXCEPTIONS_WRITE,
            Permission.POLICIES_WRITE,
            Permission.JOBS_WRITE,
            Permission.AGENTS_WRITE,
            Permission.REGISTRY_PUSH)),
    /** Everything. */
    OWNER(EnumSet.allOf(Permission.class));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    private static Set<Permission> with(Role base, Permission... more) {
        EnumSet<Permission> all = EnumSet.copyOf(base.permissions);
        all.addAll(Set.of(more));
        return all;
    }

    /** Whether the role has the permission. */
    public boolean has(Permission permission) {
        return permissions.contains(permission);
    }

    /** As commands, the API and tables spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word, if there is one. */
    public static Optional<Role> named(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
