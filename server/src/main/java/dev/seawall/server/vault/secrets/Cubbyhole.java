package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A place for each token that no other token sees and that goes with it. */
public final class Cubbyhole implements Backend {
    private final Entries entries;
    private final List<Endpoint> endpoints;
    private final Function<String, String> hash;

    /**
     * The places of all tokens.
     *
     * @param hash the name a token is kept under
     */
    public Cubbyhole(Entries entries, Function<String, String> hash) {
        this.entries = entries;
        this.hash = hash;
        this.endpoints = List.of(Endpoint.at("{path*}")
                .takingAnything()
                .exists((request, fields) ->
                        of(request).bytes(fields.string("path")).isPresent())
                .on(Operation.READ, this::read)
                .onWrite(this::write)
                .on(Operation.DELETE, this::delete)
                .on(Operation.LIST, this::list));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private Entries of(VaultRequest request) {
        TokenEntry caller = request.requireCaller();
        VaultException.refuseIf(caller.isBatch(), "cubbyhole operations are only supported by \"service\" type tokens");
        return entries.below(hash.apply(caller.id()) + "/");
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        return of(request)
                .bytes(fields.string("path"))
                .map(bytes -> {
                    try {
                        return advised(fields.string("path"), VaultResponse.of(JsonValues.readObject(bytes)));
                    } catch (IOException damaged) {
                        throw VaultException.broken("json decoding failed");
                    }
                })
                .orElse(VaultResponse.NOTHING);
    }

    private static VaultResponse advised(String path, VaultResponse response) {
        return path.equals("response")
                ? response.warn("Reading from 'cubbyhole/response' is deprecated. Please use sys/wrapping/unwrap to"
                        + " unwrap responses, as it provides additional security checks and other benefits.")
                : response;
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(fields.string("path").isEmpty(), "missing path");
        if (request.data().isEmpty()) {
            throw VaultException.broken("missing data fields");
        }
        of(request).putBytes(fields.string("path"), JsonValues.write(request.data()));
        return VaultResponse.NOTHING;
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        of(request).delete(fields.string("path"));
        return VaultResponse.NOTHING;
    }

    private VaultResponse list(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        return VaultResponse.keys(of(request).list(path.isEmpty() || path.endsWith("/") ? path : path + "/"));
    }
}
