package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A DSSE envelope with its one signature.
 *
 * @param signature over {@link #signedBytes()}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Envelope(String payloadType, byte[] payload, byte[] signature) implements Content {
    /** The payload type of in-toto statements. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    /**
     * Reads an envelope.
     *
     * @throws TrustException where it is malformed or has not exactly one signature
     */
    public static Envelope parse(JsonFields node) throws TrustException {
        node.only("payload", "payloadType", "signatures");
        List<JsonFields> signatures = node.objects("signatures");
        TrustException.require(
                signatures.size() == 1, "envelope", "it has " + signatures.size() + " signatures, not one");
        JsonFields signature = signatures.getFirst().only("sig", "keyid");
        return new Envelope(node.text("payloadType"), node.bytes("payload"), signature.bytes("sig"));
    }

    /** What is signed: the pre-authentication encoding of type and payload. */
    public byte[] signedBytes() {
        return encoded(payloadType, payload);
    }

    /** The pre-authentication encoding of DSSE version 1. */
    public static byte[] encoded(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 100);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
