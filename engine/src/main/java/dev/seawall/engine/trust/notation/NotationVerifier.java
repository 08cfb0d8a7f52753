package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TimestampToken;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.notation.NotationPolicy.Action;
import dev.seawall.engine.trust.notation.NotationPolicy.Check;
import dev.seawall.engine.trust.notation.NotationPolicy.Statement;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verifies an envelope under a trust policy: integrity, authenticity, timestamp, expiry, revocation. */
public final class NotationVerifier {
    private static final String CRL_POINTS = "2.5.29.31";
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

    private final TrustStore store;
    private final NotationPolicy policy;
    private final Instant now;

    /**
     * What came of it.
     *
     * @param signer the subject of the signing certificate, or {@code nobody} where the policy skips verification
     * @param notes checks that failed and that the policy only logs
     */
    public record Outcome(String signer, @Nullable Instant signingTime, List<String> notes) {}

    /** Verifies against a trust store, under a policy, at a time. */
    public NotationVerifier(TrustStore store, NotationPolicy policy, Instant now) {
        this.store = store;
        this.policy = policy;
        this.now = now;
    }

    /** One check. */
    @FunctionalInterface
    private interface Step {
        void run() throws TrustException;
    }

    /**
     * Verifies an envelope about an artifact.
     *
     * @param repository the artifact's, as {@code host/name}, or null where it is not known
     * @param annotations that the signature must carry
     * @throws TrustException naming the check that refuses it
     */
    public Outcome verify(
            byte[] content, Artifact artifact, @Nullable String repository, Map<String, String> annotations)
            throws TrustException {
        Statement statement = policy.about(repository);
        if (statement.isSkipped()) {
            return new Outcome("nobody", null, List.of("the policy " + statement.name() + " skips verification"));
        }
        NotationEnvelope envelope = NotationEnvelope.parse(content);
        integrity(envelope);
        target(envelope, artifact, annotations);
        List<String> notes = new ArrayList<>();
        run(statement, Check.AUTHENTICITY, notes, () -> authenticity(envelope, statement));
        run(statement, Check.EXPIRY, notes, () -> expiry(envelope));
        run(statement, Check.AUTHENTIC_TIMESTAMP, notes, () -> timestamp(envelope, statement));
        run(statement, Check.REVOCATION, notes, () -> revocation(envelope));
        String signer = envelope.chain().getFirst().getSubjectX500Principal().getName();
        return new Outcome(signer, envelope.signingTime(), List.copyOf(notes));
    }

    private static void run(Statement statement, Check check, List<String> notes, Step step) throws TrustException {
        Action action = statement.action(check);
        if (action == Action.SKIP) {
            return;
        }
        try {
            step.run();
        } catch (TrustException e) {
            if (action == Action.ENFORCE) {
                throw e;
            }
            notes.add(e.step() + ": " + e.reason());
        }
    }

    private static void integrity(NotationEnvelope envelope) throws TrustException {
        X509Certificate leaf = envelope.chain().getFirst();
        NotationChain.require(envelope.chain());
        envelope.algorithm().requireFits(leaf.getPublicKey());
        boolean holds =
                envelope.algorithm().verifies(leaf.getPublicKey(), envelope.signedBytes(), envelope.signature());
        TrustException.require(holds, "signature", "it does not hold");
    }

    private static void target(NotationEnvelope envelope, Artifact artifact, Map<String, String> annotations)
            throws TrustException {
        JsonFields target = JsonFields.parse(envelope.payload(), "the payload").object("targetArtifact");
        String[] digest = target.text("digest").split(":", 2);
        TrustException.require(digest.length == 2, "target", "its digest is malformed");
        String actual = HexFormat.of().formatHex(artifact.digest(Hash.named(digest[0])));
        boolean same = MessageDigest.isEqual(
                actual.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                digest[1].getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        TrustException.require(same, "target", "another artifact was signed");
        for (var wanted : annotations.entrySet()) {
            String found =
                    target.has("annotations") ? target.object("annotations").text(wanted.getKey(), "") : "";
            boolean equal = found.equals(wanted.getValue());
            TrustException.require(equal, "annotations", wanted.getKey() + " is \"" + found + "\"");
        }
    }

    private void authenticity(NotationEnvelope envelope, Statement statement) throws TrustException {
        List<X509Certificate> trusted = trusted(statement, envelope.isAuthority() ? "signingAuthority" : "ca");
        boolean anchored = envelope.chain().stream().anyMatch(trusted::contains);
        TrustException.require(anchored, "authenticity", "no certificate of its chain is in the trust store");
        if (statement.identities().contains("*")) {
            return;
        }
        DistinguishedName signer =
                DistinguishedName.of(envelope.chain().getFirst().getSubjectX500Principal());
        for (String identity : statement.identities()) {
            if (DistinguishedName.trusted(identity).isWithin(signer)) {
                return;
            }
        }
        throw new TrustException("authenticity", "the signer " + signer.parts() + " is not a trusted identity");
    }

    private List<X509Certificate> trusted(Statement statement, String type) throws TrustException {
        if (statement.stores().isEmpty()) {
            return store.all(type);
        }
        List<X509Certificate> out = new ArrayList<>();
        for (String name : statement.stores()) {
            if (name.startsWith(type + ":")) {
                out.addAll(store.named(type, name.substring(type.length() + 1)));
            }
        }
        return out;
    }

    private void expiry(NotationEnvelope envelope) throws TrustException {
        Instant expiry = envelope.expiry();
        TrustException.require(expiry == null || now.isBefore(expiry), "expiry", "the signature expired at " + expiry);
    }

    private void timestamp(NotationEnvelope envelope, Statement statement) throws TrustException {
        if (envelope.isAuthority()) {
            Instant stated = envelope.signingTime() == null ? now : envelope.signingTime();
            TrustException.require(!stated.isAfter(now), "authentic timestamp", "its time lies in the future");
            NotationChain.requireValid(envelope.chain(), stated);
            return;
        }
        boolean demanded = statement.stores().stream().anyMatch(name -> name.startsWith("tsa:"));
        boolean valid = envelope.chain().stream().allMatch(c -> Certificates.isValidAt(c, now));
        if (!demanded || (valid && !statement.alwaysTimestamp())) {
            NotationChain.requireValid(envelope.chain(), now);
            return;
        }
        if (envelope.timestamp() == null) {
            throw new TrustException("authentic timestamp", "there is none");
        }
        stamped(envelope, TimestampToken.bare(envelope.timestamp()), trusted(statement, "tsa"));
    }

    private void stamped(NotationEnvelope envelope, TimestampToken token, List<X509Certificate> anchors)
            throws TrustException {
        token.requireOver(envelope.signature());
        token.requireSignedBy(token.embedded());
        Certificates.requirePath(token.embedded(), token.certificates(), anchors, token.time());
        TrustException.require(!token.time().isAfter(now), "authentic timestamp", "its time lies in the future");
        NotationChain.requireValid(envelope.chain(), token.time().minusSeconds(token.accuracySeconds()));
        NotationChain.requireValid(envelope.chain(), token.time().plusSeconds(token.accuracySeconds()));
    }

    /** Without a network, only certificates that name no place to ask can be judged. */
    private static void revocation(NotationEnvelope envelope) throws TrustException {
        for (X509Certificate certificate : envelope.chain()) {
            boolean askable = certificate.getExtensionValue(CRL_POINTS) != null
                    || certificate.getExtensionValue(AUTHORITY_ACCESS) != null;
            TrustException.require(
                    !askable, "revocation", "a certificate can be revoked, and nobody was asked whether it is");
        }
    }
}
