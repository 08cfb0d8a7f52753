package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.JsonValues;
import dev.seawall.server.vault.wire.Spans;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys and values without versions. */
public final class KvV1 implements Backend {
    private final Entries entries;
    private final List<Endpoint> endpoints;

    /** A mount over its folder. */
    public KvV1(Entries entries) {
        this.entries = entries;
        this.endpoints = List.of(Endpoint.at("{path*}")
                .takingAnything()
                .exists((request, fields) ->
                        entries.bytes(fields.string("path")).isPresent())
                .on(Operation.READ, this::read)
                .onWrite(this::write)
                .on(Operation.DELETE, this::delete)
                .on(Operation.LIST, this::list));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        return entries.bytes(fields.string("path"))
                .map(bytes -> answer(request, bytes))
                .orElse(VaultResponse.NOTHING);
    }

    private static VaultResponse answer(VaultRequest request, byte[] bytes) {
        try {
            Map<String, @Nullable Object> data = JsonValues.readObject(bytes);
            Duration ttl = ttl(data);
            Duration lease = ttl.isZero() ? request.requireMount().defaultTtl() : ttl;
            return VaultResponse.of(data).withLease("", lease, false);
        } catch (IOException damaged) {
            throw VaultException.broken("json decoding failed");
        }
    }

    private static Duration ttl(Map<String, @Nullable Object> data) {
        Object said = data.get("ttl") == null ? data.get("lease") : data.get("ttl");
        return Spans.parse(said).filter(span -> !span.isNegative()).orElse(Duration.ZERO);
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        VaultException.refuseIf(path.isEmpty(), "missing path");
        VaultException.refuseIf(request.data().isEmpty(), "missing data fields");
        entries.putBytes(path, JsonValues.write(request.data()));
        return VaultResponse.NOTHING;
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        entries.delete(fields.string("path"));
        return VaultResponse.NOTHING;
    }

    private VaultResponse list(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        return VaultResponse.keys(entries.list(path.isEmpty() || path.endsWith("/") ? path : path + "/"));
    }
}
