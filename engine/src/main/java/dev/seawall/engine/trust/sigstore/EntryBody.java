package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.Pem;
import dev.seawall.engine.trust.crypto.TrustException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Demands that what a log recorded is what the bundle holds: digest, signature, and certificate or key. */
final class EntryBody {
    private static final String STEP = "log entry";

    private final Content content;
    private final Artifact artifact;
    private final byte[] verifier;

    /**
     * @param artifact what the signature was made over: the artifact, or the encoded envelope
     * @param certificate the signer's, or null where a key signed
     */
    EntryBody(Content content, Artifact artifact, @Nullable X509Certificate certificate, PublicKey key)
            throws TrustException {
        this.content = content;
        this.artifact = artifact;
        this.verifier = certificate == null ? key.getEncoded() : encoded(certificate);
    }

    private static byte[] encoded(X509Certificate certificate) throws TrustException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new TrustException(STEP, "the certificate cannot be encoded", e);
        }
    }

    void requireMatches(LogEntry entry) throws TrustException {
        JsonFields body = JsonFields.parse(entry.body(), "the log entry");
        boolean same = body.text("kind").equals(entry.kind())
                && body.text("apiVersion").equals(entry.version());
        TrustException.require(same, STEP, "its kind and version are not those the bundle states");
        JsonFields spec = body.object("spec");
        switch (entry.kind() + "/" + entry.version()) {
            case "hashedrekord/0.0.1" -> hashedRecord(spec);
            case "hashedrekord/0.0.2" -> tiledRecord(spec.object("hashedRekordV002"));
            case "dsse/0.0.1" -> envelope(spec);
            case "dsse/0.0.2" -> tiledEnvelope(spec.object("dsseV002"));
            case "intoto/0.0.2" -> inToto(spec.object("content"));
            default ->
                throw new TrustException(STEP, "its kind " + entry.kind() + "/" + entry.version() + " is not known");
        }
    }

    private void hashedRecord(JsonFields spec) throws TrustException {
        JsonFields hash = spec.object("data").object("hash");
        digest(Hash.named(hash.text("algorithm")), hex(hash.text("value")), artifact);
        JsonFields signature = spec.object("signature");
        signature(signature.bytes("content"));
        pem(signature.object("publicKey").bytes("content"));
    }

    private void tiledRecord(JsonFields spec) throws TrustException {
        JsonFields data = spec.object("data");
        digest(Hash.named(data.text("algorithm")), data.bytes("digest"), artifact);
        JsonFields signature = spec.object("signature");
        signature(signature.bytes("content"));
        tiledVerifier(signature.object("verifier"));
    }

    private void envelope(JsonFields spec) throws TrustException {
        payload(spec.object("payloadHash"), "value");
        JsonFields signature = one(spec.objects("signatures"));
        signature(signature.bytes("signature"));
        pem(signature.bytes("verifier"));
    }

    private void tiledEnvelope(JsonFields spec) throws TrustException {
        JsonFields hash = spec.object("payloadHash");
        digest(
                Hash.named(hash.text("algorithm")),
                hash.bytes("digest"),
                Artifact.of(requiredEnvelope().payload()));
        JsonFields signature = one(spec.objects("signatures"));
        signature(signature.bytes("content"));
        tiledVerifier(signature.object("verifier"));
    }

    /** Signatures, and the payload where it is there, are Base64 twice in this old kind. */
    private void inToto(JsonFields spec) throws TrustException {
        JsonFields recorded = spec.object("envelope");
        Envelope ours = requiredEnvelope();
        boolean sameType = recorded.text("payloadType").equals(ours.payloadType());
        TrustException.require(sameType, STEP, "it is of another payload type");
        if (recorded.has("payload")) {
            same(twice(recorded.bytes("payload")), ours.payload(), "it is of another payload");
        }
        payload(spec.object("payloadHash"), "value");
        JsonFields signature = one(recorded.objects("signatures"));
        signature(twice(signature.bytes("sig")));
        pem(signature.bytes("publicKey"));
    }

    private static byte[] twice(byte[] base64) throws TrustException {
        return JsonFields.base64(new String(base64, StandardCharsets.US_ASCII), "a field of the log entry");
    }

    private void payload(JsonFields hash, String field) throws TrustException {
        digest(
                Hash.named(hash.text("algorithm")),
                hex(hash.text(field)),
                Artifact.of(requiredEnvelope().payload()));
    }

    private Envelope requiredEnvelope() throws TrustException {
        if (content instanceof Envelope envelope) {
            return envelope;
        }
        throw new TrustException(STEP, "it records an envelope, the bundle holds a message signature");
    }

    private static JsonFields one(List<JsonFields> nodes) throws TrustException {
        TrustException.require(nodes.size() == 1, STEP, "it records " + nodes.size() + " signatures, not one");
        return nodes.getFirst();
    }

    private static void digest(Hash hash, byte[] recorded, Artifact of) throws TrustException {
        same(recorded, of.digest(hash), "it records another digest");
    }

    private void signature(byte[] recorded) throws TrustException {
        same(recorded, content.signature(), "it records another signature");
    }

    private void pem(byte[] recorded) throws TrustException {
        List<Pem> blocks = Pem.blocks(recorded);
        TrustException.require(blocks.size() == 1, STEP, "it records " + blocks.size() + " keys, not one");
        same(blocks.getFirst().content(), verifier, "it records another certificate or key");
    }

    private void tiledVerifier(JsonFields node) throws TrustException {
        String kind = node.has("x509Certificate") ? "x509Certificate" : "publicKey";
        same(node.object(kind).bytes("rawBytes"), verifier, "it records another certificate or key");
    }

    private static void same(byte[] recorded, byte[] expected, String otherwise) throws TrustException {
        TrustException.require(MessageDigest.isEqual(recorded, expected), STEP, otherwise);
    }

    private static byte[] hex(String text) throws TrustException {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new TrustException(STEP, "a digest in it is not hexadecimal", e);
        }
    }
}
