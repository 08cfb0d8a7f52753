package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.storage.Entries;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a certificate authority keeps. */
final class PkiStore {
    private final Entries entries;
    private final Entries roles;
    private final Entries certificates;
    private final Entries revoked;

    private record Kept(byte[] certificate, String algorithm, byte[] key) {}

    private record Urls(List<String> issuing, List<String> lists, List<String> ocsp) {}

    /** An authority that can sign. */
    record Authority(X509Certificate certificate, PrivateKey key) {}

    PkiStore(Entries entries) {
        this.entries = entries;
        this.roles = entries.below("role/");
        this.certificates = entries.below("cert/");
        this.revoked = entries.below("revoked/");
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----";
    }

    static String serial(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return HexFormat.ofDelimiter(":").formatHex(bytes, from, bytes.length);
    }

    private static String key(String serial) {
        return serial.toLowerCase(Locale.ROOT).replace(':', '-');
    }

    Optional<PkiRole> role(String name) {
        return name.contains("/") ? Optional.empty() : roles.read(name, PkiRole.class);
    }

    void putRole(String name, PkiRole role) {
        roles.write(name, role);
    }

    void deleteRole(String name) {
        roles.delete(name);
    }

    List<String> roleNames() {
        return roles.list();
    }

    void putAuthority(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        entries.write("authority", new Kept(certificate.getEncoded(), key.getAlgorithm(), key.getEncoded()));
        putCertificate(certificate);
    }

    void removeAuthority() {
        entries.delete("authority");
    }

    Optional<Authority> authority() {
        return entries.read("authority", Kept.class).map(kept -> {
            try {
                return new Authority(parse(kept.certificate()), PkiAuthority.privateKey(kept.algorithm(), kept.key()));
            } catch (GeneralSecurityException damaged) {
                throw VaultException.broken("the authority's entry is damaged");
            }
        });
    }

    static X509Certificate parse(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    String issuerId() {
        return id("issuer");
    }

    String keyId() {
        return id("key");
    }

    private String id(String what) {
        byte[] hash = entries.bytes("authority")
                .map(bytes -> dev.seawall.server.vault.wire.Macs.sha256(
                        bytes, what.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .orElse(new byte[32]);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(hash);
        return new java.util.UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    void putCertificate(X509Certificate certificate) throws GeneralSecurityException {
        certificates.putBytes(key(serial(certificate.getSerialNumber())), certificate.getEncoded());
    }

    Optional<byte[]> certificate(String serial) {
        return serial.contains("/") ? Optional.empty() : certificates.bytes(key(serial));
    }

    List<String> serials() {
        return certificates.list().stream().map(name -> name.replace('-', ':')).toList();
    }

    Optional<Long> revokedAt(String serial) {
        return serial.contains("/") ? Optional.empty() : revoked.read(key(serial), Long.class);
    }

    void revoke(String serial, long now) {
        revoked.write(key(serial), now);
    }

    List<PkiAuthority.Revoked> revocations() {
        return revoked.list().stream()
                .map(name -> new PkiAuthority.Revoked(
                        new BigInteger(name.replace("-", ""), 16),
                        revoked.read(name, Long.class).orElse(0L)))
                .toList();
    }

    Map<String, Object> urls() {
        Urls urls = entries.read("urls", Urls.class).orElse(new Urls(List.of(), List.of(), List.of()));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("crl_distribution_points", urls.lists());
        view.put("enable_templating", false);
        view.put("issuing_certificates", urls.issuing());
        view.put("ocsp_servers", urls.ocsp());
        return view;
    }

    Map<String, Object> putUrls(FieldValues fields) {
        entries.write(
                "urls",
                new Urls(
                        fields.strings("issuing_certificates"),
                        fields.strings("crl_distribution_points"),
                        fields.strings("ocsp_servers")));
        return urls();
    }
}
