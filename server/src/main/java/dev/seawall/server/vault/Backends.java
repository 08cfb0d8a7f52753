package dev.seawall.server.vault;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.MountTable;
import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.secrets.Cubbyhole;
import dev.seawall.server.vault.secrets.KvV1;
import dev.seawall.server.vault.secrets.KvV2;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.sys.IdentityBackend;

/** The kinds of backends there are; a new one is a class and one line here. */
final class Backends {
    private Backends() {}

    static void register(Core core) {
        MountTable mounts = core.mounts();
        // keep sorted, one to a line
        mounts.register("secret/kv", (mount, entries) -> keyValue(core, mount, entries));
        mounts.builtIn(
                "cubbyhole/",
                new Cubbyhole(
                        new Entries(core.barrier(), "cubbyhole/"),
                        core.lending().tokens()::hash));
        mounts.builtIn("identity/", new IdentityBackend(core));
    }

    private static Backend keyValue(Core core, MountEntry mount, Entries entries) {
        return "2".equals(mount.options().get("version")) ? new KvV2(entries, core.clock()) : new KvV1(entries);
    }
}
