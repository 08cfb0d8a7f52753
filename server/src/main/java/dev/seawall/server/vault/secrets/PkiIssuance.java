package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** Certificates by a role, for a key made here or one that a request brings. */
final class PkiIssuance {
    private final PkiStore store;
    private final PkiAuthority authority;
    private final Clock clock;

    PkiIssuance(PkiStore store, PkiAuthority authority, Clock clock) {
        this.store = store;
        this.authority = authority;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("issue/{role}").fields(fields()).onWrite(this::issue),
                Endpoint.at("sign/{role}")
                        .fields(fields())
                        .fields(Field.string("csr"))
                        .onWrite(this::sign),
                Endpoint.at("revoke")
                        .fields(Field.string("serial_number"), Field.string("certificate"))
                        .onWrite(this::revoke));
    }

    private static List<Field> fields() {
        return List.of(
                Field.string("common_name"),
                Field.string("alt_names"),
                Field.string("ip_sans"),
                Field.commas("uri_sans"),
                Field.duration("ttl"),
                Field.string("format", "pem"),
                Field.string("private_key_format", "der"),
                Field.flag("exclude_cn_from_sans"),
                Field.string("not_after"),
                Field.flag("remove_roots_from_chain"));
    }

    private PkiRole role(FieldValues fields) {
        return store.role(fields.string("role"))
                .orElseThrow(() -> VaultException.refused("unknown role: " + fields.string("role")));
    }

    private PkiStore.Authority ca() {
        return store.authority().orElseThrow(() -> VaultException.refused("no default issuer currently configured"));
    }

    private VaultResponse issue(VaultRequest request, FieldValues fields) {
        PkiRole role = role(fields);
        try {
            KeyPair pair = authority.generate(role.keyType(), role.keyBits());
            Map<String, Object> data = made(request, fields, role, pair.getPublic());
            data.put(
                    "private_key", PkiStore.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            data.put("private_key_type", role.keyType());
            return VaultResponse.of(data);
        } catch (GeneralSecurityException failed) {
            throw VaultException.refused(String.valueOf(failed.getMessage()));
        }
    }

    private VaultResponse sign(VaultRequest request, FieldValues fields) {
        PkiRole role = role(fields);
        try (PEMParser parser = new PEMParser(new StringReader(fields.string("csr")))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest csr)) {
                throw VaultException.refused("\"csr\" contains no data");
            }
            PublicKey key = new JcaPEMKeyConverter().getPublicKey(csr.getSubjectPublicKeyInfo());
            VaultException.refuseIf(
                    !csr.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key)),
                    "request signature invalid");
            return VaultResponse.of(made(request, fields, role, key));
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException malformed) {
            throw VaultException.refused("certificate request could not be parsed: " + malformed.getMessage());
        }
    }

    private Map<String, Object> made(VaultRequest request, FieldValues fields, PkiRole role, PublicKey key)
            throws GeneralSecurityException {
        PkiStore.Authority ca = ca();
        Instant now = clock.instant();
        Instant until = now.plusSeconds(ttl(request, fields, role));
        VaultException.refuseIf(
                until.isAfter(ca.certificate().getNotAfter().toInstant()),
                "cannot satisfy request, as TTL would result in notAfter of " + until
                        + " that is beyond the expiration of the CA certificate at "
                        + ca.certificate().getNotAfter().toInstant());
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
        role.organization().forEach(name -> subject.addRDN(BCStyle.O, name));
        subject.addRDN(BCStyle.CN, fields.string("common_name"));
        List<KeyPurposeId> purposes = new ArrayList<>();
        if (role.server()) {
            purposes.add(KeyPurposeId.id_kp_serverAuth);
        }
        if (role.client()) {
            purposes.add(KeyPurposeId.id_kp_clientAuth);
        }
        X509Certificate certificate = authority.sign(
                new PkiAuthority.Wanted(
                        subject.build(),
                        names(fields, role),
                        now.minusSeconds(30),
                        until,
                        false,
                        -1,
                        purposes,
                        KeyUsage.digitalSignature | KeyUsage.keyAgreement | KeyUsage.keyEncipherment),
                key,
                ca.key(),
                ca.certificate());
        if (!role.noStore()) {
            store.putCertificate(certificate);
        }
        return view(certificate, ca.certificate());
    }

    private static long ttl(VaultRequest request, FieldValues fields, PkiRole role) {
        long asked = fields.has("ttl") ? fields.seconds("ttl") : role.ttl();
        long max = role.maxTtl() == 0 ? request.requireMount().maxTtl().toSeconds() : role.maxTtl();
        return Math.min(asked == 0 ? request.requireMount().defaultTtl().toSeconds() : asked, max);
    }

    private static List<GeneralName> names(FieldValues fields, PkiRole role) {
        String common = fields.string("common_name");
        VaultException.refuseIf(
                common.isEmpty() && role.requireCn(),
                "the common_name field is required, or must be provided in a CSR with \"use_csr_common_name\" set to true, unless \"require_cn\" is set to false");
        List<GeneralName> names = new ArrayList<>();
        if (!common.isEmpty()) {
            check(role, common, "common name " + common + " not allowed by this role");
            if (!fields.flag("exclude_cn_from_sans")) {
                names.add(new GeneralName(GeneralName.dNSName, common));
            }
        }
        for (String name : split(fields.string("alt_names"))) {
            check(role, name, "subject alternate name " + name + " not allowed by this role");
            if (!name.equals(common)) {
                names.add(new GeneralName(GeneralName.dNSName, name));
            }
        }
        for (String ip : split(fields.string("ip_sans"))) {
            VaultException.refuseIf(
                    !role.ips(), "IP Subject Alternative Names are not allowed in this role, but was provided " + ip);
            names.add(new GeneralName(GeneralName.iPAddress, ip));
        }
        return names;
    }

    private static List<String> split(String commas) {
        return java.util.Arrays.stream(commas.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static void check(PkiRole role, String name, String complaint) {
        VaultException.refuseIf(!role.allows(name), complaint);
    }

    private static Map<String, Object> view(X509Certificate certificate, X509Certificate ca)
            throws GeneralSecurityException {
        Map<String, Object> data = new LinkedHashMap<>();
        String issuer = PkiStore.pem("CERTIFICATE", ca.getEncoded());
        data.put("ca_chain", List.of(issuer));
        data.put("certificate", PkiStore.pem("CERTIFICATE", certificate.getEncoded()));
        data.put("expiration", certificate.getNotAfter().toInstant().getEpochSecond());
        data.put("issuing_ca", issuer);
        data.put("serial_number", PkiStore.serial(certificate.getSerialNumber()));
        return data;
    }

    private VaultResponse revoke(VaultRequest request, FieldValues fields) {
        String serial = fields.string("serial_number");
        VaultException.refuseIf(serial.isEmpty(), "The serial number or certificate to revoke must be provided.");
        VaultException.refuseIf(
                store.certificate(serial).isEmpty(), "certificate with serial " + serial + " not found.");
        long when = store.revokedAt(serial).orElse(clock.instant().getEpochSecond());
        store.revoke(serial, when);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("revocation_time", when);
        data.put("revocation_time_rfc3339", Instant.ofEpochSecond(when).toString());
        data.put("state", "revoked");
        return VaultResponse.of(data);
    }
}
