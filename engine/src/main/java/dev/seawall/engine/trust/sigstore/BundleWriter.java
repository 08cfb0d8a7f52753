package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.trust.crypto.Hash;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Writes bundles of version 0.3 that a key signed. */
public final class BundleWriter {
    /** The media type of what is written. */
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private BundleWriter() {}

    /** A bundle with a signature over the SHA-256 digest of an artifact. */
    public static byte[] ofMessage(PublicKey key, byte[] sha256, byte[] signature) {
        ObjectNode bundle = started(key);
        ObjectNode message = bundle.putObject("messageSignature");
        message.putObject("messageDigest").put("algorithm", "SHA2_256").put("digest", BASE64.encodeToString(sha256));
        message.put("signature", BASE64.encodeToString(signature));
        return bytes(bundle);
    }

    /** A bundle with a signed envelope. */
    public static byte[] ofEnvelope(PublicKey key, Envelope envelope) {
        ObjectNode bundle = started(key);
        bundle.set("dsseEnvelope", json(envelope));
        return bytes(bundle);
    }

    /** An envelope on its own, as it lies in the layer of an attestation. */
    public static byte[] envelope(Envelope envelope) {
        return bytes(json(envelope));
    }

    private static ObjectNode json(Envelope envelope) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("payload", BASE64.encodeToString(envelope.payload()));
        json.put("payloadType", envelope.payloadType());
        json.putArray("signatures").addObject().put("sig", BASE64.encodeToString(envelope.signature()));
        return json;
    }

    private static ObjectNode started(PublicKey key) {
        ObjectNode bundle = Json.mapper().createObjectNode().put("mediaType", MEDIA_TYPE);
        String hint = BASE64.encodeToString(Hash.SHA256.of(key.getEncoded()));
        bundle.putObject("verificationMaterial").putObject("publicKey").put("hint", hint);
        return bundle;
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
