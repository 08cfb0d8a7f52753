package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.storage.Entries;

/** Makes the backend of a mount, over the mount's own folder. */
@FunctionalInterface
public interface BackendMaker {
    /** The backend. */
    Backend make(MountEntry mount, Entries entries);
}
