package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a transparency log, as a bundle carries it.
 *
 * @param integratedSeconds when the log took it, in seconds since 1970; worth nothing without the promise
 * @param promise the log's signed entry timestamp
 * @param body the entry as the log keeps it
 */
@SuppressWarnings("ArrayRecordComponent")
record LogEntry(
        long index,
        byte[] logId,
        String kind,
        String version,
        long integratedSeconds,
        byte @Nullable [] promise,
        @Nullable Proof proof,
        byte[] body) {

    /**
     * That the entry is in the tree.
     *
     * @param checkpoint the signed head of the tree, or null
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Proof(
            long index,
            byte[] rootHash,
            long treeSize,
            List<byte[]> hashes,
            @Nullable String checkpoint) {}

    static LogEntry parse(JsonFields node) throws TrustException {
        node.only(
                "logIndex",
                "logId",
                "kindVersion",
                "integratedTime",
                "inclusionPromise",
                "inclusionProof",
                "canonicalizedBody");
        JsonFields kind = node.object("kindVersion").only("kind", "version");
        return new LogEntry(
                notNegative(node, "logIndex"),
                node.object("logId").only("keyId").bytes("keyId"),
                kind.text("kind"),
                kind.text("version"),
                notNegative(node, "integratedTime"),
                node.has("inclusionPromise") ? promise(node.object("inclusionPromise")) : null,
                node.has("inclusionProof") ? proof(node.object("inclusionProof")) : null,
                node.bytes("canonicalizedBody"));
    }

    private static byte @Nullable [] promise(JsonFields node) throws TrustException {
        node.only("signedEntryTimestamp");
        return node.has("signedEntryTimestamp") ? node.bytes("signedEntryTimestamp") : null;
    }

    private static Proof proof(JsonFields node) throws TrustException {
        node.only("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
        List<byte[]> hashes = new ArrayList<>();
        for (String hash : node.texts("hashes")) {
            hashes.add(JsonFields.base64(hash, "a hash of the inclusion proof"));
        }
        String checkpoint = node.has("checkpoint")
                ? node.object("checkpoint").only("envelope").text("envelope", "")
                : "";
        return new Proof(
                notNegative(node, "logIndex"),
                node.bytes("rootHash"),
                notNegative(node, "treeSize"),
                List.copyOf(hashes),
                checkpoint.isEmpty() ? null : checkpoint);
    }

    private static long notNegative(JsonFields node, String name) throws TrustException {
        long value = node.number(name, 0);
        TrustException.require(value >= 0, "log entry", name + " is negative");
        return value;
    }

    /** Its place, by which one entry given twice is found. */
    String place() {
        return HexFormat.of().formatHex(logId) + "/" + index;
    }

    /** Entries of Rekor v2 carry no time of their own. */
    boolean isTiled() {
        return version.equals("0.0.2") && (kind.equals("hashedrekord") || kind.equals("dsse"));
    }
}
