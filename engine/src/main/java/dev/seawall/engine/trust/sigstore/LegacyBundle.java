package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.Pem;
import dev.seawall.engine.trust.crypto.TrustException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Signatures as cosign kept them before bundles: parts of a bundle, each in an annotation of a layer. */
public final class LegacyBundle {
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String PREFIX = "dev.sigstore.cosign/";

    private LegacyBundle() {}

    /** A signature over the layer's content. */
    public static Bundle ofSignature(Map<String, String> annotations) throws TrustException {
        String signature = annotations.getOrDefault(SIGNATURE, "");
        TrustException.require(!signature.isEmpty(), "signature", "the layer carries none");
        byte[] value = JsonFields.base64(signature, "the signature");
        return of(annotations, new MessageSignature(null, null, value));
    }

    /** An attestation: the layer's content is the envelope. */
    public static Bundle ofAttestation(byte[] envelope, Map<String, String> annotations) throws TrustException {
        return of(annotations, Envelope.parse(JsonFields.parse(envelope, "the envelope")));
    }

    private static Bundle of(Map<String, String> annotations, Content content) throws TrustException {
        return new Bundle(1, certificates(annotations), entries(annotations), timestamps(annotations), content);
    }

    private static List<X509Certificate> certificates(Map<String, String> annotations) throws TrustException {
        String leaf = annotations.getOrDefault(PREFIX + "certificate", "");
        if (leaf.isEmpty()) {
            return List.of();
        }
        List<X509Certificate> out = new ArrayList<>();
        List<Pem> blocks = new ArrayList<>(Pem.blocks(bytes(leaf)));
        blocks.addAll(Pem.blocks(bytes(annotations.getOrDefault(PREFIX + "chain", ""))));
        TrustException.require(!blocks.isEmpty() && blocks.size() <= 20, "certificate", "it is no PEM");
        for (Pem block : blocks) {
            X509Certificate certificate = Certificates.parse(block.content());
            if (out.isEmpty() || !Certificates.isSelfSigned(certificate)) {
                out.add(certificate);
            }
        }
        return List.copyOf(out);
    }

    private static List<LogEntry> entries(Map<String, String> annotations) throws TrustException {
        String text = annotations.getOrDefault(PREFIX + "bundle", "");
        if (text.isEmpty() || text.equals("null")) {
            return List.of();
        }
        JsonFields bundle = JsonFields.parse(text, "the bundle annotation");
        JsonFields payload = bundle.object("Payload");
        byte[] body = payload.bytes("body");
        JsonFields entry = JsonFields.parse(body, "the log entry");
        long index = payload.number("logIndex", -1);
        long time = payload.number("integratedTime", -1);
        TrustException.require(index >= 0 && time >= 0, "log entry", "its index or time is negative");
        return List.of(new LogEntry(
                index,
                hex(payload.text("logID")),
                entry.text("kind"),
                entry.text("apiVersion"),
                time,
                bundle.bytes("SignedEntryTimestamp"),
                null,
                body));
    }

    private static List<byte[]> timestamps(Map<String, String> annotations) throws TrustException {
        String text = annotations.getOrDefault(PREFIX + "rfc3161timestamp", "");
        return text.isEmpty() || text.equals("null")
                ? List.of()
                : List.of(JsonFields.parse(text, "the timestamp annotation").bytes("SignedRFC3161Timestamp"));
    }

    private static byte[] hex(String text) throws TrustException {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new TrustException("log entry", "its log id is not hexadecimal", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
