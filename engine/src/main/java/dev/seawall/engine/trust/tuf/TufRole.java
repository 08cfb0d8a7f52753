package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Who may sign a kind of metadata, and how many of them must.
 *
 * @param keys by key id; those of unknown kinds are left out
 */
record TufRole(String name, Map<String, TufKey> keys, int threshold) {
    /** Reads a role's key ids and threshold, and the keys among all that are given. */
    static TufRole parse(String name, JsonFields role, JsonFields keys) throws TrustException {
        long threshold = role.number("threshold", 0);
        TrustException.require(threshold > 0 && threshold < 1_000, name, "its threshold is " + threshold);
        Map<String, TufKey> known = new HashMap<>();
        for (String id : role.texts("keyids")) {
            if (keys.has(id)) {
                add(id, keys.object(id), known);
            }
        }
        return new TufRole(name, known, (int) threshold);
    }

    private static void add(String id, JsonFields key, Map<String, TufKey> into) {
        try {
            into.put(id, TufKey.parse(key));
        } catch (TrustException e) {
            into.remove(id);
        }
    }

    /** Demands that enough different keys signed. */
    void require(TufMetadata metadata) throws TrustException {
        Set<String> signers = new HashSet<>();
        for (TufMetadata.TufSignature signature : metadata.signatures()) {
            TufKey key = keys.get(signature.keyId());
            if (key != null && key.signed(metadata.signedBytes(), signature.value())) {
                signers.add(HexFormat.of().formatHex(key.key().getEncoded()));
            }
        }
        TrustException.require(
                signers.size() >= threshold,
                metadata.name(),
                signers.size() + " of " + threshold + " needed signatures of the role " + name + " hold");
    }

    boolean sameKeys(TufRole other) {
        return keys.equals(other.keys);
    }
}
