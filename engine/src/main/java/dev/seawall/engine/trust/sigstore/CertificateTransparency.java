package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.Signatures;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Certificate;

/** Demands that a certificate authority published a certificate: the embedded timestamps of RFC 6962. */
final class CertificateTransparency {
    private static final String STEP = "certificate transparency";
    private static final String EXTENSION = "1.3.6.1.4.1.11129.2.4.2";
    private static final int EXTENSIONS_TAG = 3;
    private static final int SHA256_OF_TLS = 4;
    private static final int ECDSA_OF_TLS = 3;
    private static final int RSA_OF_TLS = 1;

    private CertificateTransparency() {}

    /** One signed certificate timestamp. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sct(byte[] logId, long timeMillis, byte[] extensions, int hash, int algorithm, byte[] signature) {}

    static void require(X509Certificate leaf, X509Certificate issuer, List<TrustedRoot.Log> logs)
            throws TrustException {
        byte[] extension = leaf.getExtensionValue(EXTENSION);
        if (extension == null) {
            throw new TrustException(STEP, "the certificate carries no timestamp of a log");
        }
        List<Sct> timestamps = timestamps(extension);
        byte[] certificate = withoutTimestamps(leaf);
        String why = "its timestamps are of logs that the trusted root does not have";
        for (Sct sct : timestamps) {
            for (TrustedRoot.Log log : logs) {
                if (Arrays.equals(log.id(), sct.logId())) {
                    if (holds(sct, log, signed(sct, issuer.getPublicKey(), certificate))) {
                        return;
                    }
                    why = "the log's signature on its timestamp does not hold";
                }
            }
        }
        throw new TrustException(STEP, why);
    }

    private static boolean holds(Sct sct, TrustedRoot.Log log, byte[] signed) throws TrustException {
        int algorithm = log.key() instanceof ECPublicKey ? ECDSA_OF_TLS : RSA_OF_TLS;
        return sct.hash() == SHA256_OF_TLS
                && sct.algorithm() == algorithm
                && log.validity().contains(Instant.ofEpochMilli(sct.timeMillis()))
                && Signatures.verifies(log.key(), Hash.SHA256, Artifact.of(signed), sct.signature());
    }

    private static byte[] signed(Sct sct, PublicKey issuer, byte[] certificate) {
        ByteBuffer head = ByteBuffer.allocate(1 + 1 + 8 + 2);
        head.put((byte) 0).put((byte) 0).putLong(sct.timeMillis()).putShort((short) 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        out.writeBytes(Hash.SHA256.of(issuer.getEncoded()));
        out.write(certificate.length >> 16);
        out.write(certificate.length >> 8);
        out.write(certificate.length);
        out.writeBytes(certificate);
        out.write(sct.extensions().length >> 8);
        out.write(sct.extensions().length);
        out.writeBytes(sct.extensions());
        return out.toByteArray();
    }

    private static List<Sct> timestamps(byte[] extension) throws TrustException {
        try {
            byte[] inner = ASN1OctetString.getInstance(extension).getOctets();
            ByteBuffer list = ByteBuffer.wrap(ASN1OctetString.getInstance(inner).getOctets());
            int length = list.getShort() & 0xffff;
            TrustException.require(length == list.remaining(), STEP, "the list of timestamps is malformed");
            List<Sct> out = new ArrayList<>();
            while (list.hasRemaining()) {
                out.add(timestamp(ByteBuffer.wrap(vector(list))));
            }
            return out;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new TrustException(STEP, "the list of timestamps is malformed", e);
        }
    }

    private static Sct timestamp(ByteBuffer in) throws TrustException {
        TrustException.require(in.get() == 0, STEP, "a timestamp is of another version");
        byte[] logId = new byte[32];
        in.get(logId);
        long time = in.getLong();
        byte[] extensions = vector(in);
        Sct sct = new Sct(logId, time, extensions, in.get(), in.get(), vector(in));
        TrustException.require(!in.hasRemaining(), STEP, "bytes follow a timestamp");
        return sct;
    }

    private static byte[] vector(ByteBuffer in) {
        byte[] out = new byte[in.getShort() & 0xffff];
        in.get(out);
        return out;
    }

    /** What the log signed: the part of the certificate that is signed, without the timestamps. */
    private static byte[] withoutTimestamps(X509Certificate leaf) throws TrustException {
        try {
            ASN1Sequence fields = ASN1Sequence.getInstance(Certificate.getInstance(leaf.getEncoded())
                    .getTBSCertificate()
                    .toASN1Primitive());
            ASN1EncodableVector kept = new ASN1EncodableVector();
            for (int i = 0; i < fields.size(); i++) {
                boolean extensions =
                        fields.getObjectAt(i) instanceof ASN1TaggedObject tagged && tagged.getTagNo() == EXTENSIONS_TAG;
                kept.add(extensions ? filtered((ASN1TaggedObject) fields.getObjectAt(i)) : fields.getObjectAt(i));
            }
            return new DERSequence(kept).getEncoded(ASN1Encoding.DER);
        } catch (CertificateException | IOException | RuntimeException e) {
            throw new TrustException(STEP, "the certificate is malformed", e);
        }
    }

    private static DERTaggedObject filtered(ASN1TaggedObject extensions) {
        ASN1EncodableVector kept = new ASN1EncodableVector();
        for (var extension : ASN1Sequence.getInstance(extensions, true)) {
            var oid = ASN1ObjectIdentifier.getInstance(
                    ASN1Sequence.getInstance(extension).getObjectAt(0));
            if (!oid.getId().equals(EXTENSION)) {
                kept.add(extension);
            }
        }
        return new DERTaggedObject(true, EXTENSIONS_TAG, new DERSequence(kept));
    }
}
