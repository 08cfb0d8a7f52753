package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.KeyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The paths below sys/ that need an open vault. */
public final class SysBackend implements Backend {
    private final Core core;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /** The system paths of a core. */
    public SysBackend(Core core, AuditPaths audit) {
        this.core = core;
        endpoints.addAll(new SysMounts(core, "secret").endpoints());
        endpoints.addAll(new SysMounts(core, "auth").endpoints());
        endpoints.addAll(new SysPolicies(core).endpoints());
        endpoints.addAll(new SysCapabilities(core).endpoints());
        endpoints.addAll(new SysLeases(core).endpoints());
        endpoints.addAll(new SysWrapping(core).endpoints());
        endpoints.addAll(new SysInternal(core).endpoints());
        endpoints.addAll(new SysTools(core).endpoints());
        endpoints.addAll(new SysWhoCan(core).endpoints());
        endpoints.addAll(audit.endpoints());
        endpoints.addAll(keys());
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<String> open() {
        return List.of(
                "wrapping/lookup",
                "wrapping/pubkey",
                "internal/ui/mounts",
                "internal/ui/mounts/*",
                "replication/status",
                "internal/specs/openapi",
                "wrapping/unwrap");
    }

    @Override
    public List<String> sudo() {
        return List.of(
                "auth/*",
                "remount",
                "audit",
                "audit/*",
                "raw",
                "raw/*",
                "rotate",
                "config/cors",
                "config/auditing/*",
                "config/ui/headers/*",
                "plugins/catalog/*",
                "revoke-prefix/*",
                "revoke-force/*",
                "leases/revoke-prefix/*",
                "leases/revoke-force/*",
                "leases/lookup/*",
                "leases",
                "internal/inspect/*",
                "internal/who-can");
    }

    private List<Endpoint> keys() {
        return List.of(
                Endpoint.at("rotate").onWrite((request, fields) -> {
                    core.barrier().rotate();
                    return VaultResponse.NOTHING;
                }),
                Endpoint.at("key-status").on(Operation.READ, (request, fields) -> keyStatus()),
                Endpoint.at("config/cors")
                        .fields(Field.flag("enable"), Field.commas("allowed_origins"), Field.commas("allowed_headers"))
                        .on(Operation.READ, (request, fields) -> VaultResponse.of("enabled", false)));
    }

    private VaultResponse keyStatus() {
        KeyStatus status = core.barrier().keyStatus();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("encryptions", status.encryptions());
        data.put("install_time", Instant.ofEpochSecond(status.installed()).toString());
        data.put("term", status.term());
        return VaultResponse.of(data);
    }
}
