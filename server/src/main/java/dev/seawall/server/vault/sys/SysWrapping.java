package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.List;

/** Wraps by hand, and everything about wraps. */
final class SysWrapping {
    private final Core core;

    SysWrapping(Core core) {
        this.core = core;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("wrapping/wrap").takingAnything().onWrite(this::wrap),
                Endpoint.at("wrapping/unwrap").fields(Field.string("token")).onWrite(this::unwrap),
                Endpoint.at("wrapping/lookup")
                        .fields(Field.string("token"))
                        .on(Operation.READ, (request, fields) -> lookup(request, fields))
                        .onWrite((request, fields) -> lookup(request, fields)),
                Endpoint.at("wrapping/rewrap").fields(Field.string("token")).onWrite((request, fields) -> {
                    String token = fields.string("token");
                    return core.wrapping().rewrap(token.isEmpty() ? request.token() : token);
                }));
    }

    private VaultResponse wrap(VaultRequest request, FieldValues fields) {
        if (request.wrapTtl() == null) {
            throw VaultException.refused("endpoint requires response wrapping to be used");
        }
        return VaultResponse.of(request.data());
    }

    private VaultResponse unwrap(VaultRequest request, FieldValues fields) {
        String inBody = fields.string("token");
        boolean thirdParty = !inBody.isEmpty() && !inBody.equals(request.token());
        if (thirdParty && request.caller() == null && !request.token().isEmpty()) {
            throw VaultException.denied();
        }
        byte[] body =
                core.wrapping().unwrap(thirdParty ? inBody : request.token().isEmpty() ? inBody : request.token());
        return VaultResponse.raw(200, "application/json", body);
    }

    private VaultResponse lookup(VaultRequest request, FieldValues fields) {
        String token = fields.string("token");
        return core.wrapping().lookup(token.isEmpty() ? request.token() : token);
    }
}
