package dev.seawall.engine.rule;

import java.util.Set;

/** Where events come from, as the {@code source} of a rule names it. */
final class EventSources {
    /** System calls of this host: the only source whose rules must name event types. */
    static final String SYSCALL = "syscall";

    private static final Set<String> KNOWN = Set.of(SYSCALL, "k8s_audit", "docker", "auth");

    private EventSources() {}

    static boolean isKnown(String source) {
        return KNOWN.contains(source);
    }
}
