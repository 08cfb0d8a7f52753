package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.MountEntry;

/** A backend at its place. */
public record Mounted(MountEntry entry, Backend backend) {
    /** The part of a request's path below this mount. */
    String below(String path) {
        return path.length() < entry.route().length()
                ? ""
                : path.substring(entry.route().length());
    }
}
