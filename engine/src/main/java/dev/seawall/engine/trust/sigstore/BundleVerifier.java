package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.Signatures;
import dev.seawall.engine.trust.crypto.TimestampToken;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle about an artifact. The order follows Sigstore's client specification: first the times that can be
 * believed, then the certificate at those times, then who it is, then the signature, and last that the log recorded
 * just this.
 */
public final class BundleVerifier {
    private final TrustedRoot root;
    private final Demands demands;

    /** Verifies against a trusted root. */
    public BundleVerifier(TrustedRoot root, Demands demands) {
        this.root = root;
        this.demands = demands;
    }

    /**
     * Verifies everything.
     *
     * @return what the bundle says
     * @throws TrustException naming the first step that does not hold
     */
    public Verified verify(Bundle bundle, Artifact artifact) throws TrustException {
        X509Certificate leaf = leaf(bundle);
        List<LogEntry> entries = entries(bundle);
        List<Instant> times = times(bundle, entries);
        PublicKey key = leaf == null ? managedKey(times) : certified(leaf, bundle, times);
        Artifact signed = signed(bundle.content(), artifact);
        signature(bundle.content(), key, signed);
        EntryBody expected = new EntryBody(bundle.content(), signed, leaf, key);
        for (LogEntry entry : entries) {
            expected.requireMatches(entry);
        }
        Statement statement = bundle.content() instanceof Envelope envelope ? about(envelope, artifact) : null;
        return new Verified(leaf == null ? "key" : CertificateClaims.subject(leaf), times, statement);
    }

    private @Nullable X509Certificate leaf(Bundle bundle) throws TrustException {
        boolean byKey = demands.key() != null;
        TrustException.require(
                byKey != (demands.identity() != null), "policy", "give either a key, or an identity and its issuer");
        boolean certified = !bundle.certificates().isEmpty();
        TrustException.require(
                byKey != certified,
                "policy",
                byKey ? "a key is given, a certificate signed" : "a key signed, an identity is given");
        return certified ? bundle.certificates().getFirst() : null;
    }

    /** The entries that count: all, unless none is demanded and the log is not known. */
    private List<LogEntry> entries(Bundle bundle) throws TrustException {
        List<LogEntry> counted = demands.logDemanded()
                ? bundle.entries()
                : bundle.entries().stream().filter(e -> root.hasLog(e.logId())).toList();
        TrustException.require(
                !counted.isEmpty() || !demands.logDemanded(), "log entry", "no transparency log recorded it");
        return counted;
    }

    private List<Instant> times(Bundle bundle, List<LogEntry> entries) throws TrustException {
        List<Instant> times = new ArrayList<>();
        LogVerification log = new LogVerification(root, demands.now());
        for (LogEntry entry : entries) {
            log.verify(entry, bundle.minorVersion() > 1).ifPresent(times::add);
        }
        for (byte[] timestamp : bundle.timestamps()) {
            times.add(stamped(timestamp, bundle.content().signature()));
        }
        for (LogEntry entry : entries) {
            for (Instant time : times) {
                LogVerification.requireValid(root.log(entry.logId()), time);
            }
        }
        return List.copyOf(times);
    }

    private Instant stamped(byte[] timestamp, byte[] signature) throws TrustException {
        TimestampToken token = TimestampToken.response(timestamp);
        token.requireOver(signature);
        TrustException last = new TrustException("timestamp", "the trusted root has no timestamp authority");
        for (TrustedRoot.Authority authority : root.timestampAuthorities()) {
            try {
                token.requireSigned(authority.chain());
                boolean trusted = authority.validity().contains(token.time());
                TrustException.require(trusted, "timestamp", "its authority was not trusted at " + token.time());
                TrustException.require(!token.time().isAfter(demands.now()), "timestamp", "it lies in the future");
                return token.time();
            } catch (TrustException e) {
                last = e;
            }
        }
        throw last;
    }

    private PublicKey managedKey(List<Instant> times) throws TrustException {
        if (demands.keyValidity() != null) {
            TrustException.require(
                    !times.isEmpty(), "public key", "it has a validity, and no time of signing is known");
            for (Instant time : times) {
                TrustException.require(
                        demands.keyValidity().contains(time), "public key", "it was not valid at " + time);
            }
        }
        PublicKey key = demands.key();
        if (key == null) {
            throw new TrustException("policy", "no key is given");
        }
        return key;
    }

    private PublicKey certified(X509Certificate leaf, Bundle bundle, List<Instant> times) throws TrustException {
        TrustException.require(!times.isEmpty(), "time of signing", "neither a log nor an authority vouches for it");
        X509Certificate issuer = new CertificatePath(root).issuer(leaf, bundle.certificates(), times);
        if (demands.publishedDemanded()) {
            CertificateTransparency.require(leaf, issuer, root.certificateLogs());
        }
        if (demands.identity() != null) {
            demands.identity().require(leaf);
        }
        return Keys.accepted(leaf.getPublicKey());
    }

    private static Artifact signed(Content content, Artifact artifact) {
        return content instanceof Envelope envelope ? Artifact.of(envelope.signedBytes()) : artifact;
    }

    private static void signature(Content content, PublicKey key, Artifact signed) throws TrustException {
        boolean holds = content instanceof MessageSignature message
                ? messageHolds(message, key, signed)
                : Signatures.verifies(key, signed, content.signature());
        TrustException.require(holds, "signature", "it does not hold");
    }

    private static boolean messageHolds(MessageSignature message, PublicKey key, Artifact signed)
            throws TrustException {
        Hash hash = message.hash();
        if (hash == null) {
            return Signatures.verifies(key, signed, message.signature());
        }
        boolean same = MessageDigest.isEqual(message.digest(), signed.digest(hash));
        TrustException.require(same, "artifact", "its digest is not the one the bundle states");
        return Signatures.hashes(key).contains(hash)
                ? Signatures.verifies(key, hash, signed, message.signature())
                : Signatures.verifies(key, signed, message.signature());
    }

    private static Statement about(Envelope envelope, Artifact artifact) throws TrustException {
        Statement statement = Statement.of(envelope);
        statement.requireAbout(artifact);
        return statement;
    }

    /**
     * What a bundle says once it is verified.
     *
     * @param signer the certificate's subject, or {@code key}
     * @param times when it was signed at the latest, as logs and authorities vouch
     * @param statement of an envelope, or null
     */
    public record Verified(
            String signer, List<Instant> times, @Nullable Statement statement) {}
}
