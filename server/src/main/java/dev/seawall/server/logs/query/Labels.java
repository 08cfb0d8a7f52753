package dev.seawall.server.logs.query;

import java.util.Set;

/** Names of labels that say where a line comes from. */
public final class Labels {
    private static final Set<String> RESERVED = Set.of(
            "app",
            "container",
            "facility",
            "format",
            "host",
            "image",
            "level",
            "namespace",
            "pod",
            "service",
            "source",
            "stream");

    private Labels() {}

    /** Whether only a label can have this name, so that a field inside the message never passes for one. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }
}
