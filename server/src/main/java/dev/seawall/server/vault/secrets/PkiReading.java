package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Certificates and revocation lists, as JSON and as they are. */
final class PkiReading {
    private static final Duration LIST_LIFE = Duration.ofHours(72);

    private final PkiStore store;
    private final Clock clock;

    PkiReading(PkiStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("ca").on(Operation.READ, (request, fields) -> authority(false)),
                Endpoint.at("ca/pem").on(Operation.READ, (request, fields) -> authority(true)),
                Endpoint.at("ca_chain").on(Operation.READ, (request, fields) -> authority(true)),
                Endpoint.at("crl").on(Operation.READ, (request, fields) -> list(false)),
                Endpoint.at("crl/pem").on(Operation.READ, (request, fields) -> list(true)),
                Endpoint.at("crl/rotate").on(Operation.READ, (request, fields) -> VaultResponse.of("success", true)),
                Endpoint.at("tidy").takingAnything().onWrite((request, fields) -> VaultResponse.status(202)
                        .warn("Tidy operation successfully started. Any information from the operation will be printed"
                                + " to Vault's server logs.")),
                Endpoint.at("certs/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(store.serials())),
                Endpoint.at("cert/{serial+}").on(Operation.READ, this::certificate));
    }

    private VaultResponse authority(boolean pem) {
        return store.authority()
                .map(found -> {
                    try {
                        byte[] der = found.certificate().getEncoded();
                        return pem
                                ? VaultResponse.raw(
                                        200,
                                        "application/pem-certificate-chain",
                                        text(PkiStore.pem("CERTIFICATE", der)))
                                : VaultResponse.raw(200, "application/pkix-cert", der);
                    } catch (GeneralSecurityException damaged) {
                        throw VaultException.broken("the authority's certificate is damaged");
                    }
                })
                .orElse(VaultResponse.raw(204, "application/pkix-cert", new byte[0]));
    }

    private static byte[] text(String pem) {
        return pem.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] list() {
        Instant now = clock.instant();
        try {
            PkiStore.Authority ca = store.authority()
                    .orElseThrow(() -> VaultException.refused("no default issuer currently configured"));
            return PkiAuthority.revocationList(
                    ca.certificate(), ca.key(), store.revocations(), now, now.plus(LIST_LIFE));
        } catch (GeneralSecurityException failed) {
            throw VaultException.broken("the revocation list could not be made");
        }
    }

    private VaultResponse list(boolean pem) {
        return pem
                ? VaultResponse.raw(200, "application/x-pem-file", text(PkiStore.pem("X509 CRL", list())))
                : VaultResponse.raw(200, "application/pkix-crl", list());
    }

    private VaultResponse certificate(VaultRequest request, FieldValues fields) {
        String serial = fields.string("serial");
        if (serial.equals("crl")) {
            return VaultResponse.of("certificate", PkiStore.pem("X509 CRL", list()));
        }
        if (serial.equals("ca") || serial.equals("ca_chain")) {
            return store.authority()
                    .map(found -> VaultResponse.of(
                            "certificate",
                            new String(
                                    authority(true).raw() == null
                                            ? new byte[0]
                                            : java.util.Objects.requireNonNull(
                                                            authority(true).raw())
                                                    .bytes(),
                                    StandardCharsets.US_ASCII)))
                    .orElse(VaultResponse.NOTHING);
        }
        return store.certificate(serial)
                .map(der -> {
                    Map<String, Object> data = new LinkedHashMap<>();
                    long when = store.revokedAt(serial).orElse(0L);
                    data.put("certificate", PkiStore.pem("CERTIFICATE", der) + "\n");
                    data.put("revocation_time", when);
                    data.put(
                            "revocation_time_rfc3339",
                            when == 0 ? "" : Instant.ofEpochSecond(when).toString());
                    return VaultResponse.of(data);
                })
                .orElse(VaultResponse.NOTHING);
    }
}
