package dev.seawall.server.vault.auth;

import dev.seawall.server.vault.policy.Stars;
import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.LoginGrant;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.TokenTerms;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Clients by the certificate they show in the TLS handshake. */
public final class CertAuth implements Backend {
    private final Entries certs;
    private final List<Endpoint> endpoints;

    private record Role(
            String certificate, String displayName, List<String> commonNames, List<String> dnsNames, TokenTerms terms) {
        Role {
            commonNames = List.copyOf(commonNames);
            dnsNames = List.copyOf(dnsNames);
        }

        Map<String, Object> view() {
            Map<String, Object> view = new TreeMap<>(terms.view());
            view.put("allowed_common_names", commonNames);
            view.put("allowed_dns_sans", dnsNames);
            view.put("allowed_email_sans", List.of());
            view.put("allowed_metadata_extensions", List.of());
            view.put("allowed_names", List.of());
            view.put("allowed_organizational_units", List.of());
            view.put("allowed_uri_sans", List.of());
            view.put("certificate", certificate);
            view.put("display_name", displayName);
            view.put("required_extensions", List.of());
            return view;
        }
    }

    /** A mount over its folder. */
    public CertAuth(Entries entries) {
        this.certs = entries.below("cert/");
        this.endpoints = List.of(
                Endpoint.at("certs/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(certs.list())),
                Endpoint.at("certs/{name}")
                        .fields(
                                Field.string("certificate"),
                                Field.string("display_name"),
                                Field.commas("allowed_common_names"),
                                Field.commas("allowed_dns_sans"),
                                Field.commas("policies"),
                                Field.duration("ttl"),
                                Field.duration("max_ttl"))
                        .fields(TokenTerms.fields())
                        .on(Operation.READ, (request, fields) -> find(fields.string("name"))
                                .map(role -> VaultResponse.of(role.view()))
                                .orElse(VaultResponse.NOTHING))
                        .onWrite(this::write)
                        .on(Operation.DELETE, (request, fields) -> {
                            certs.delete(fields.string("name"));
                            return VaultResponse.NOTHING;
                        }),
                Endpoint.at("login").fields(Field.string("name")).onWrite(this::login));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<String> open() {
        return List.of("login");
    }

    private Optional<Role> find(String name) {
        return name.contains("/") ? Optional.empty() : certs.read(name, Role.class);
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        Role old = find(fields.string("name"))
                .orElse(new Role("", fields.string("name"), List.of(), List.of(), TokenTerms.NONE));
        TokenTerms terms = old.terms().updatedBy(fields);
        if (fields.has("policies") && !fields.has("token_policies")) {
            terms = terms.withPolicies(fields.strings("policies"));
        }
        String pem = fields.stringOr("certificate", old.certificate());
        try {
            PemKeys.certificate(pem);
        } catch (GeneralSecurityException malformed) {
            throw VaultException.refused("failed to parse certificate");
        }
        certs.write(
                fields.string("name"),
                new Role(
                        pem,
                        fields.stringOr("display_name", old.displayName()),
                        fields.has("allowed_common_names") ? fields.strings("allowed_common_names") : old.commonNames(),
                        fields.has("allowed_dns_sans") ? fields.strings("allowed_dns_sans") : old.dnsNames(),
                        terms));
        return VaultResponse.NOTHING;
    }

    private VaultResponse login(VaultRequest request, FieldValues fields) {
        List<X509Certificate> shown = request.origin().certificates();
        VaultException.refuseIf(shown.isEmpty(), "client certificate must be supplied");
        List<String> names = fields.string("name").isEmpty() ? certs.list() : List.of(fields.string("name"));
        for (String name : names) {
            Optional<Role> role = find(name).filter(found -> matches(found, shown));
            if (role.isPresent()) {
                return VaultResponse.login(grant(name, role.get(), shown.getFirst()));
            }
        }
        throw VaultException.refused("invalid certificate or no client certificate supplied");
    }

    private static LoginGrant grant(String name, Role role, X509Certificate leaf) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("cert_name", name);
        metadata.put("common_name", commonName(leaf));
        metadata.put("serial_number", leaf.getSerialNumber().toString());
        metadata.put("subject_key_id", "");
        metadata.put("authority_key_id", "");
        metadata.put("fingerprint", fingerprint(leaf));
        return new LoginGrant(role.terms(), role.displayName(), commonName(leaf), metadata, Map.of("name", name));
    }

    private static String fingerprint(X509Certificate leaf) {
        try {
            return HexFormat.of().formatHex(dev.seawall.server.vault.wire.Macs.digest("SHA-256", leaf.getEncoded()));
        } catch (GeneralSecurityException unencodable) {
            return "";
        }
    }

    private static String commonName(X509Certificate leaf) {
        X500Name subject = X500Name.getInstance(leaf.getSubjectX500Principal().getEncoded());
        var names = subject.getRDNs(BCStyle.CN);
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    private static boolean matches(Role role, List<X509Certificate> shown) {
        X509Certificate leaf = shown.getFirst();
        try {
            X509Certificate trusted = PemKeys.certificate(role.certificate());
            return ((trusted.equals(leaf) && trusted.getNotAfter().after(new Date())) || chains(trusted, shown))
                    && allowed(role.commonNames(), List.of(commonName(leaf)))
                    && allowed(role.dnsNames(), dnsNames(leaf));
        } catch (GeneralSecurityException untrusted) {
            return false;
        }
    }

    private static boolean chains(X509Certificate trusted, List<X509Certificate> shown) {
        if (trusted.getBasicConstraints() < 0) {
            return false;
        }
        try {
            List<X509Certificate> path = new ArrayList<>(shown);
            path.removeIf(trusted::equals);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted, null)));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return !path.isEmpty();
        } catch (GeneralSecurityException untrusted) {
            return false;
        }
    }

    private static boolean allowed(List<String> globs, List<String> names) {
        return globs.isEmpty()
                || names.stream().anyMatch(name -> globs.stream().anyMatch(glob -> Stars.match(glob, name)));
    }

    private static List<String> dnsNames(X509Certificate leaf) throws GeneralSecurityException {
        List<String> names = new ArrayList<>();
        var alternatives = leaf.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.stream()
                    .filter(entry -> Integer.valueOf(2).equals(entry.get(0)))
                    .forEach(entry -> names.add(String.valueOf(entry.get(1))));
        }
        return names;
    }

    @Override
    public Optional<TokenTerms> renewLogin(VaultRequest request, TokenEntry token) {
        return find(String.valueOf(token.internal().get("name"))).map(Role::terms);
    }
}
