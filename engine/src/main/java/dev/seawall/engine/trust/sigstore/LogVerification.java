package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.CanonicalJson;
import dev.seawall.engine.trust.crypto.Signatures;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Proves that an entry is in a log that is trusted, and since when. */
final class LogVerification {
    private final TrustedRoot root;
    private final Instant now;

    LogVerification(TrustedRoot root, Instant now) {
        this.root = root;
        this.now = now;
    }

    /**
     * Verifies the promise and the proof, whichever there are.
     *
     * @param proofDemanded false for bundles older than 0.2, which may carry the promise alone
     * @return the time the log vouches for, or empty where it vouches for none
     */
    Optional<Instant> verify(LogEntry entry, boolean proofDemanded) throws TrustException {
        TrustedRoot.Log log = root.log(entry.logId());
        LogEntry.Proof proof = entry.proof();
        boolean proven = proof != null && proof.checkpoint() != null;
        TrustException.require(proven || !proofDemanded, "inclusion proof", "it or its checkpoint is missing");
        TrustException.require(
                entry.promise() != null || proven, "log entry", "it has neither a promise nor an inclusion proof");
        if (proof != null) {
            inclusion(entry, proof, log);
        }
        return entry.promise() == null ? Optional.empty() : Optional.of(promised(entry, entry.promise(), log));
    }

    private static void inclusion(LogEntry entry, LogEntry.Proof proof, TrustedRoot.Log log) throws TrustException {
        byte[] leaf = MerkleProof.leaf(entry.body());
        byte[] computed = MerkleProof.root(leaf, proof.index(), proof.treeSize(), proof.hashes());
        boolean same = MessageDigest.isEqual(computed, proof.rootHash());
        TrustException.require(same, "inclusion proof", "it leads to another root hash");
        if (proof.checkpoint() != null) {
            Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint());
            checkpoint.requireSignedBy(log, entry.isTiled());
            boolean head =
                    MessageDigest.isEqual(checkpoint.rootHash(), computed) && checkpoint.treeSize() == proof.treeSize();
            TrustException.require(head, "checkpoint", "it is of another tree than the inclusion proof");
        }
    }

    private Instant promised(LogEntry entry, byte[] promise, TrustedRoot.Log log) throws TrustException {
        ObjectNode signed = Json.mapper().createObjectNode();
        signed.put("body", Base64.getEncoder().encodeToString(entry.body()));
        signed.put("integratedTime", entry.integratedSeconds());
        signed.put("logID", HexFormat.of().formatHex(entry.logId()));
        signed.put("logIndex", entry.index());
        boolean holds = Signatures.verifies(log.key(), Artifact.of(CanonicalJson.rfc8785(signed)), promise);
        TrustException.require(holds, "signed entry timestamp", "the log's signature does not hold");
        Instant time = Instant.ofEpochSecond(entry.integratedSeconds());
        TrustException.require(!time.isAfter(now), "signed entry timestamp", "its time lies in the future");
        requireValid(log, time);
        return time;
    }

    /** Demands that the log's key was in use at a time. */
    static void requireValid(TrustedRoot.Log log, Instant time) throws TrustException {
        boolean inUse = log.validity().contains(time);
        TrustException.require(inUse, "log key", "it is trusted from " + log.validity() + ", not at " + time);
    }
}
