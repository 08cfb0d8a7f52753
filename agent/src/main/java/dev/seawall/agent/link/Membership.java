package dev.seawall.agent.link;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent is to its server: address, id, key and certificate, kept together in one file so that no crash leaves a
 * key without its certificate.
 */
record Membership(String url, String id, String authority, PrivateKey key, X509Certificate certificate) {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    static Path file(Path home) {
        return home.resolve("agent.json");
    }

    static boolean exists(Path home) {
        return Files.exists(file(home));
    }

    static Membership load(Path home) throws IOException {
        JsonNode node = Json.parse(Files.readAllBytes(file(home)));
        try {
            byte[] key = Base64.getDecoder().decode(node.path("key").asString(""));
            return new Membership(
                    node.path("url").asString(""),
                    node.path("id").asString(""),
                    node.path("authority").asString(""),
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    certificate(node.path("certificate").asString("")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file(home) + " is damaged: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(String base64) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(base64);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private void save(Path home) throws IOException {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("url", url).put("id", id).put("authority", authority);
        node.put("key", BASE64.encodeToString(key.getEncoded()));
        try {
            node.put("certificate", BASE64.encodeToString(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate has no encoding", e);
        }
        Durable.write(file(home), Json.mapper().writeValueAsBytes(node));
    }

    /**
     * Enrols.
     *
     * @param token as the server gave it: the secret, a dot, the digest of the server's authority
     */
    static Membership enrol(Path home, String url, String token, String name, String version) throws IOException {
        int dot = token.lastIndexOf('.');
        String secret = dot < 0 ? token : token.substring(0, dot);
        String pin = dot < 0 ? "" : token.substring(dot + 1);
        try (ServerClient client = ServerClient.pinned(url, pin)) {
            KeyPair keys = newKeys();
            ObjectNode body = Json.mapper().createObjectNode();
            body.put("token", secret).put("name", name).put("version", version);
            Membership fresh = certified(client, "/api/v1/enrolment", url, body, keys, secret);
            fresh.save(home);
            return fresh;
        }
    }

    /** A new key and certificate in place of these. */
    Membership renewed(Path home) throws IOException {
        try (ServerClient client = client()) {
            KeyPair keys = newKeys();
            Membership fresh = certified(
                    client, "/api/v1/agent/certificate", url, Json.mapper().createObjectNode(), keys, id);
            fresh.save(home);
            return fresh;
        }
    }

    private static Membership certified(
            ServerClient client, String path, String url, ObjectNode body, KeyPair keys, String signed)
            throws IOException {
        try {
            body.put("key", BASE64.encodeToString(keys.getPublic().getEncoded()));
            body.put("proof", BASE64.encodeToString(proof(keys, signed)));
            ServerClient.Answer answer = client.call("POST", path, Json.mapper().writeValueAsBytes(body));
            if (!answer.isGood()) {
                throw new SeawallException(
                        "enrol at " + url,
                        answer.detail().replaceFirst("\\.$", ""),
                        "Make a new token: POST /api/v1/enrolment-tokens, or on the page Agents");
            }
            JsonNode made = answer.body();
            return new Membership(
                    url,
                    made.path("id").asString(""),
                    made.path("authority").asString(""),
                    keys.getPrivate(),
                    certificate(made.path("certificate").asString("")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the server's certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyPair newKeys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException("this JVM makes no ECDSA keys", e);
        }
    }

    private static byte[] proof(KeyPair keys, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    /** A client that shows the certificate. */
    ServerClient client() throws IOException {
        return ServerClient.open(url, List.of(certificate), key, authority);
    }

    /** Whether half the certificate's life is over. */
    boolean isDue(Instant now) {
        long from = certificate.getNotBefore().getTime();
        long until = certificate.getNotAfter().getTime();
        return now.toEpochMilli() > from + (until - from) / 2;
    }
}
