package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import dev.seawall.server.vault.wire.RandomIds;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** A certificate authority: its own certificate, roles, certificates by role, and what was taken back. */
public final class Pki implements Backend {
    private final PkiStore store;
    private final PkiAuthority authority;
    private final Clock clock;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /** A mount over its folder. */
    public Pki(Entries entries, RandomIds ids, Clock clock) {
        this.store = new PkiStore(entries);
        this.authority = new PkiAuthority(ids.source());
        this.clock = clock;
        endpoints.add(Endpoint.at("root/generate/{exported}").fields(caFields()).onWrite(this::generateRoot));
        endpoints.add(Endpoint.at("root").on(Operation.DELETE, (request, fields) -> {
            store.removeAuthority();
            return VaultResponse.NOTHING;
        }));
        endpoints.add(Endpoint.at("config/urls")
                .fields(
                        Field.commas("issuing_certificates"),
                        Field.commas("crl_distribution_points"),
                        Field.commas("ocsp_servers"))
                .on(Operation.READ, (request, fields) -> VaultResponse.of(store.urls()))
                .onWrite((request, fields) -> VaultResponse.of(store.putUrls(fields))));
        endpoints.add(
                Endpoint.at("roles/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(store.roleNames())));
        endpoints.add(Endpoint.at("roles/{name}")
                .fields(PkiRole.fields())
                .on(Operation.READ, (request, fields) -> store.role(fields.string("name"))
                        .map(role -> VaultResponse.of(role.view()))
                        .orElse(VaultResponse.NOTHING))
                .onWrite(this::writeRole)
                .on(Operation.DELETE, (request, fields) -> {
                    store.deleteRole(fields.string("name"));
                    return VaultResponse.NOTHING;
                }));
        endpoints.addAll(new PkiIssuance(store, authority, clock).endpoints());
        endpoints.addAll(new PkiReading(store, clock).endpoints());
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<String> open() {
        return List.of("cert/*", "ca/pem", "ca_chain", "ca", "crl", "crl/pem");
    }

    private static List<Field> caFields() {
        return List.of(
                Field.string("common_name"),
                Field.duration("ttl"),
                Field.string("key_type", "rsa"),
                Field.integer("key_bits"),
                Field.integer("max_path_length", -1),
                Field.commas("organization"),
                Field.commas("ou"),
                Field.commas("country"),
                Field.string("format", "pem"),
                Field.string("issuer_name"),
                Field.string("key_name"),
                Field.string("alt_names"),
                Field.string("ip_sans"),
                Field.flag("exclude_cn_from_sans"));
    }

    private VaultResponse writeRole(VaultRequest request, FieldValues fields) {
        PkiRole role = PkiRole.of(fields);
        VaultException.refuseIf(
                !Set.of("rsa", "ec", "ed25519", "any").contains(role.keyType()), "unknown key type " + role.keyType());
        VaultException.refuseIf(
                role.maxTtl() != 0 && role.ttl() > role.maxTtl(), "\"ttl\" value must be less than \"max_ttl\" value");
        store.putRole(fields.string("name"), role);
        return VaultResponse.of(role.view());
    }

    private VaultResponse generateRoot(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(
                fields.string("common_name").isEmpty(),
                "the common_name field is required, or must be provided in a CSR with \"use_csr_common_name\" set to true");
        String kind = request.path().substring("root/generate/".length());
        VaultException.refuseIf(
                !kind.equals("internal") && !kind.equals("exported"),
                "the \"exported\" path parameter must be \"internal\", \"existing\", exported\" or \"kms\"");
        try {
            KeyPair pair = authority.generate(fields.string("key_type"), fields.integer("key_bits"));
            X509Certificate certificate = selfSigned(request, fields, pair);
            store.putAuthority(certificate, pair.getPrivate());
            return VaultResponse.of(
                    rootView(certificate, pair.getPrivate(), kind.equals("exported"), fields.string("key_type")));
        } catch (GeneralSecurityException failed) {
            throw VaultException.refused(String.valueOf(failed.getMessage()));
        }
    }

    private X509Certificate selfSigned(VaultRequest request, FieldValues fields, KeyPair pair)
            throws GeneralSecurityException {
        long ttl = fields.has("ttl")
                ? fields.seconds("ttl")
                : request.requireMount().defaultTtl().toSeconds();
        Instant now = clock.instant();
        return authority.sign(
                new PkiAuthority.Wanted(
                        subject(fields),
                        List.of(),
                        now.minusSeconds(30),
                        now.plusSeconds(ttl),
                        true,
                        fields.integer("max_path_length"),
                        List.of(),
                        0),
                pair.getPublic(),
                pair.getPrivate(),
                null);
    }

    static X500Name subject(FieldValues fields) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        fields.strings("country").forEach(country -> builder.addRDN(BCStyle.C, country));
        fields.strings("organization").forEach(organization -> builder.addRDN(BCStyle.O, organization));
        fields.strings("ou").forEach(unit -> builder.addRDN(BCStyle.OU, unit));
        return builder.addRDN(BCStyle.CN, fields.string("common_name")).build();
    }

    private Map<String, Object> rootView(X509Certificate certificate, PrivateKey key, boolean exported, String type)
            throws GeneralSecurityException {
        Map<String, Object> data = new LinkedHashMap<>();
        String pem = PkiStore.pem("CERTIFICATE", certificate.getEncoded());
        data.put("certificate", pem);
        data.put("expiration", certificate.getNotAfter().toInstant().getEpochSecond());
        data.put("issuer_id", store.issuerId());
        data.put("issuer_name", "");
        data.put("issuing_ca", pem);
        data.put("key_id", store.keyId());
        data.put("key_name", "");
        if (exported) {
            data.put("private_key", PkiStore.pem("PRIVATE KEY", key.getEncoded()));
            data.put("private_key_type", type);
        }
        data.put("serial_number", PkiStore.serial(certificate.getSerialNumber()));
        return data;
    }
}
