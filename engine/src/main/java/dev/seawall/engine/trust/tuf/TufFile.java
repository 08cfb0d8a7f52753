package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What metadata says about another file.
 *
 * @param version -1 for targets, which have none
 * @param length in bytes, -1 where it is not stated
 * @param hashes by algorithm, in hexadecimal
 */
record TufFile(String name, long version, long length, Map<String, String> hashes) {
    /** Metadata named in a timestamp or snapshot: a version, and perhaps length and hashes. */
    static TufFile meta(String name, JsonFields node) throws TrustException {
        long version = node.number("version", 0);
        TrustException.require(version > 0, name, "no version of it is stated");
        return new TufFile(name, version, node.number("length", -1), hashes(node));
    }

    /** A target: length and hashes must be stated. */
    static TufFile target(String name, JsonFields node) throws TrustException {
        TufFile file = new TufFile(name, -1, node.number("length", -1), hashes(node));
        TrustException.require(file.length >= 0, "target " + name, "no length of it is stated");
        TrustException.require(!file.hashes.isEmpty(), "target " + name, "no digest of it is stated");
        return file;
    }

    private static Map<String, String> hashes(JsonFields node) throws TrustException {
        Map<String, String> out = new TreeMap<>();
        if (node.has("hashes")) {
            JsonFields hashes = node.object("hashes");
            for (String algorithm : hashes.node().propertyNames()) {
                out.put(algorithm, hashes.text(algorithm));
            }
        }
        return out;
    }

    /** Demands these bytes: the length, and every digest of an algorithm that is known, at least one if any is stated. */
    void require(byte[] content) throws TrustException {
        TrustException.require(length < 0 || content.length == length, name, "its length is not the one stated");
        int compared = 0;
        for (var stated : hashes.entrySet()) {
            if (stated.getKey().matches("sha(256|384|512)")) {
                byte[] digest = Hash.named(stated.getKey()).of(content);
                boolean same = MessageDigest.isEqual(
                        HexFormat.of().formatHex(digest).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        stated.getValue().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                TrustException.require(same, name, "its " + stated.getKey() + " digest is not the one stated");
                compared++;
            }
        }
        TrustException.require(hashes.isEmpty() || compared > 0, name, "its digests are of unknown algorithms");
    }

    /** Where a repository with consistent snapshots may keep a target: the digest stands before the file's name. */
    List<String> targetPaths(boolean consistent) {
        if (!consistent) {
            return List.of(name);
        }
        int slash = name.lastIndexOf('/') + 1;
        List<String> out = new ArrayList<>();
        hashes.values().forEach(hash -> out.add(name.substring(0, slash) + hash + "." + name.substring(slash)));
        return out;
    }
}
