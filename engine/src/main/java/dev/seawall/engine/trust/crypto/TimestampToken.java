package dev.seawall.engine.trust.crypto;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** A timestamp of RFC 3161 over some bytes. */
public final class TimestampToken {
    private static final String STEP = "timestamp";
    private static final int MAX_BYTES = 1 << 20;

    private final TimeStampToken token;

    private TimestampToken(TimeStampToken token) {
        this.token = token;
    }

    /** Reads the answer of an authority (TimeStampResp), which must have been granted. */
    public static TimestampToken response(byte[] der) throws TrustException {
        bound(der);
        try {
            TimeStampResponse response = new TimeStampResponse(der);
            TimeStampToken token = response.getTimeStampToken();
            boolean granted = response.getStatus() == 0 || response.getStatus() == 1;
            TrustException.require(granted && token != null, STEP, "the authority did not grant it");
            return new TimestampToken(token);
        } catch (TSPException | IOException | RuntimeException e) {
            throw new TrustException(STEP, "it is malformed", e);
        }
    }

    /** Reads a bare token (ContentInfo), as notation keeps it. */
    public static TimestampToken bare(byte[] der) throws TrustException {
        bound(der);
        try {
            return new TimestampToken(new TimeStampToken(new CMSSignedData(der)));
        } catch (TSPException | CMSException | IOException | RuntimeException e) {
            throw new TrustException(STEP, "it is malformed", e);
        }
    }

    private static void bound(byte[] der) throws TrustException {
        TrustException.require(der.length > 0 && der.length <= MAX_BYTES, STEP, "it is empty or over 1 MiB");
    }

    /** The time it states; worth something only once {@link #requireSigned} passed. */
    public Instant time() {
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    /** How far the real time may be away from the stated one, in seconds; 0 where it does not say. */
    public long accuracySeconds() {
        var accuracy = token.getTimeStampInfo().getGenTimeAccuracy();
        return accuracy == null ? 0 : accuracy.getSeconds() + 1L;
    }

    /** Demands that it was made over these bytes. */
    public void requireOver(byte[] content) throws TrustException {
        byte[] digest =
                imprint(token.getTimeStampInfo().getMessageImprintAlgOID()).of(content);
        boolean same = Arrays.equals(digest, token.getTimeStampInfo().getMessageImprintDigest());
        TrustException.require(same, STEP, "it was made over something else");
    }

    private static Hash imprint(ASN1ObjectIdentifier oid) throws TrustException {
        if (NISTObjectIdentifiers.id_sha256.equals(oid)) {
            return Hash.SHA256;
        } else if (NISTObjectIdentifiers.id_sha384.equals(oid)) {
            return Hash.SHA384;
        }
        TrustException.require(NISTObjectIdentifiers.id_sha512.equals(oid), STEP, "its digest algorithm is " + oid);
        return Hash.SHA512;
    }

    /**
     * Demands that it is signed under a chain: the authority's own certificate first if the chain holds it, else it is
     * taken from the token, then intermediates, the root last.
     */
    public void requireSigned(List<X509Certificate> chain) throws TrustException {
        TrustException.require(!chain.isEmpty(), STEP, "the authority has no certificates");
        X509Certificate anchor = chain.getLast();
        boolean leafGiven = !Certificates.isAuthority(chain.getFirst());
        List<X509Certificate> path = new ArrayList<>();
        path.add(leafGiven ? chain.getFirst() : embedded());
        path.addAll(chain.subList(leafGiven ? 1 : 0, Math.max(chain.size() - 1, leafGiven ? 1 : 0)));
        requireSignedBy(path.getFirst());
        Certificates.requireChain(path, anchor, time());
    }

    /** The certificate of the signer that the token carries. */
    public X509Certificate embedded() throws TrustException {
        for (X509Certificate certificate : certificates()) {
            boolean serial = certificate.getSerialNumber().equals(token.getSID().getSerialNumber());
            if (serial && issuer(certificate).equals(token.getSID().getIssuer())) {
                return certificate;
            }
        }
        throw new TrustException(STEP, "neither it nor the trusted root has the authority's certificate");
    }

    private static X500Name issuer(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
    }

    /** Every certificate that the token carries. */
    public List<X509Certificate> certificates() throws TrustException {
        List<X509Certificate> out = new ArrayList<>();
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
            try {
                out.add(Certificates.parse(holder.getEncoded()));
            } catch (IOException e) {
                throw new TrustException(STEP, "a certificate in it is malformed", e);
            }
        }
        return out;
    }

    /** Demands a signature by this certificate's key, and that it may sign timestamps and nothing else. */
    public void requireSignedBy(X509Certificate signer) throws TrustException {
        List<String> usages = Certificates.extendedUsages(signer);
        boolean exact = usages.equals(List.of(Certificates.TIME_STAMPING));
        TrustException.require(exact, STEP, "the authority's certificate is not for timestamps alone");
        Keys.accepted(signer.getPublicKey());
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (TSPException | OperatorCreationException | RuntimeException e) {
            throw new TrustException(STEP, "its signature does not hold: " + e.getMessage(), e);
        }
    }
}
