package dev.seawall.server.vault;

import dev.seawall.server.vault.auth.AppRole;
import dev.seawall.server.vault.auth.CertAuth;
import dev.seawall.server.vault.auth.Jwt;
import dev.seawall.server.vault.auth.Kubernetes;
import dev.seawall.server.vault.auth.PasswordHashes;
import dev.seawall.server.vault.auth.Userpass;
import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.MountTable;
import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.secrets.Cubbyhole;
import dev.seawall.server.vault.secrets.DatabaseEngine;
import dev.seawall.server.vault.secrets.Databases;
import dev.seawall.server.vault.secrets.KvV1;
import dev.seawall.server.vault.secrets.KvV2;
import dev.seawall.server.vault.secrets.Pki;
import dev.seawall.server.vault.secrets.Totp;
import dev.seawall.server.vault.secrets.Transit;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.sys.IdentityBackend;

/** The kinds of backends there are; a new one is a class and one line here. */
final class Backends {
    private Backends() {}

    static void register(Core core, Databases databases) {
        MountTable mounts = core.mounts();
        PasswordHashes hashes = new PasswordHashes(core.ids().source());
        // keep sorted, one to a line
        mounts.register("auth/approle", (mount, entries) -> new AppRole(entries, core.ids(), core.clock()));
        mounts.register("auth/cert", (mount, entries) -> new CertAuth(entries));
        mounts.register("auth/jwt", (mount, entries) -> new Jwt(entries, core.clock()));
        mounts.register("auth/kubernetes", (mount, entries) -> new Kubernetes(entries));
        mounts.register("auth/oidc", (mount, entries) -> new Jwt(entries, core.clock()));
        mounts.register("auth/userpass", (mount, entries) -> new Userpass(entries, hashes, core.clock()));
        mounts.register(
                "secret/database",
                (mount, entries) -> new DatabaseEngine(entries, core.ids(), core.clock(), databases));
        mounts.register("secret/kv", (mount, entries) -> keyValue(core, mount, entries));
        mounts.register("secret/pki", (mount, entries) -> new Pki(entries, core.ids(), core.clock()));
        mounts.register("secret/totp", (mount, entries) -> new Totp(entries, core.ids(), core.clock()));
        mounts.register("secret/transit", (mount, entries) -> new Transit(entries, core.ids(), core.clock()));
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
