package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Lending;
import dev.seawall.server.vault.core.Mounted;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.LeaseTerms;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.token.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leases: looked up, renewed, taken back. */
final class SysLeases {
    private final Core core;
    private final Lending lending;

    SysLeases(Core core) {
        this.core = core;
        this.lending = core.lending();
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(Endpoint.at("leases/lookup/{prefix*}").on(Operation.LIST, this::list));
        endpoints.add(Endpoint.at("leases/lookup")
                .fields(Field.string("lease_id"), Field.string("url_lease_id"))
                .onWrite(this::lookup));
        endpoints.add(Endpoint.at("leases/tidy").onWrite((request, fields) -> VaultResponse.status(202)
                .warn("Tidy operation successfully started. Any information from the operation will be printed to"
                        + " Vault's server logs.")));
        for (String base : List.of("leases/", "")) {
            endpoints.add(renewal(base + "renew/{url_lease_id+}"));
            endpoints.add(renewal(base + "renew"));
            endpoints.add(revocation(base + "revoke/{url_lease_id+}"));
            endpoints.add(revocation(base + "revoke"));
            endpoints.add(prefix(base + "revoke-prefix/{prefix+}", false));
            endpoints.add(prefix(base + "revoke-force/{prefix+}", true));
        }
        return endpoints;
    }

    private Endpoint renewal(String template) {
        return Endpoint.at(template)
                .fields(Field.string("lease_id"), Field.string("url_lease_id"), Field.duration("increment"))
                .onWrite(this::renew);
    }

    private Endpoint revocation(String template) {
        return Endpoint.at(template)
                .fields(Field.string("lease_id"), Field.string("url_lease_id"), Field.flag("sync", true))
                .onWrite(this::revoke);
    }

    private Endpoint prefix(String template, boolean force) {
        return Endpoint.at(template)
                .fields(Field.flag("sync", true))
                .onWrite((request, fields) -> revokePrefix(fields.string("prefix"), force));
    }

    private static String id(FieldValues fields) {
        String inBody = fields.string("lease_id");
        return inBody.isEmpty() ? fields.string("url_lease_id") : inBody;
    }

    private VaultResponse list(VaultRequest request, FieldValues fields) {
        String prefix = fields.string("prefix");
        return VaultResponse.keys(
                lending.leases().list(prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"));
    }

    private Lease found(FieldValues fields, String complaint) {
        VaultException.refuseIf(id(fields).isEmpty(), "lease_id must be specified");
        return lending.find(id(fields)).orElseThrow(() -> VaultException.refused(complaint));
    }

    private VaultResponse lookup(VaultRequest request, FieldValues fields) {
        Lease lease = found(fields, "invalid lease");
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("expire_time", time(lease.expires()));
        data.put("id", lease.id());
        data.put("issue_time", time(lease.issued()));
        data.put("last_renewal", lease.renewed() == 0 ? null : time(lease.renewed()));
        data.put("renewable", lease.renewable());
        data.put("ttl", Math.max(0, lease.expires() - lending.tokens().now()));
        return VaultResponse.of(data);
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }

    private VaultResponse renew(VaultRequest request, FieldValues fields) {
        Lease lease = found(fields, "lease not found");
        VaultException.refuseIf(lease.expires() <= lending.tokens().now(), "lease expired");
        VaultException.refuseIf(!lease.renewable(), "lease is not renewable");
        Mounted mounted =
                core.mounts().find(lease.mount()).orElseThrow(() -> VaultException.refused("lease not found"));
        VaultRequest inside =
                core.inside(Operation.RENEW, lease.path(), request.data()).at(mounted.entry(), lease.path());
        LeaseTerms terms = mounted.backend().renew(inside, lease.terms());
        Lease renewed = lending.renewLease(lease, terms, fields.seconds("increment"));
        return VaultResponse.NOTHING
                .withLease(
                        renewed.id(),
                        Duration.ofSeconds(renewed.expires() - lending.tokens().now()),
                        renewed.renewable())
                .withStatus(200);
    }

    private VaultResponse revoke(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(id(fields).isEmpty(), "lease_id must be specified");
        lending.find(id(fields)).ifPresent(lease -> lending.revokeLease(lease, false));
        return VaultResponse.NOTHING;
    }

    private VaultResponse revokePrefix(String prefix, boolean force) {
        String folder = prefix.endsWith("/") ? prefix : prefix + "/";
        lending.leases().below(folder).forEach(id -> lending.find(id)
                .ifPresent(lease -> lending.revokeLease(lease, force)));
        if (folder.startsWith("auth/")) {
            for (String hash : lending.tokens().hashes()) {
                lending.tokens()
                        .findByHash(hash)
                        .filter(token -> (token.entry().path() + "/").startsWith(folder))
                        .ifPresent(token -> lending.revokeTree(hash));
            }
        }
        return VaultResponse.NOTHING;
    }
}
