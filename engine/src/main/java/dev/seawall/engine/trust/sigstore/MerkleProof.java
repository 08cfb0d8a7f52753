package dev.seawall.engine.trust.sigstore;

import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.TrustException;
import java.security.MessageDigest;
import java.util.List;

/** Inclusion proofs of RFC 6962 §2.1.1. */
final class MerkleProof {
    private static final String STEP = "inclusion proof";
    private static final int HASH_BYTES = 32;

    private MerkleProof() {}

    /** The root that a leaf and its path lead to. */
    static byte[] root(byte[] leaf, long index, long treeSize, List<byte[]> path) throws TrustException {
        TrustException.require(index >= 0 && index < treeSize, STEP, "the index lies outside the tree");
        byte[] hash = leaf;
        long node = index;
        long last = treeSize - 1;
        for (byte[] sibling : path) {
            TrustException.require(sibling.length == HASH_BYTES, STEP, "a hash has not 32 bytes");
            TrustException.require(last > 0, STEP, "the path is too long");
            if ((node & 1) == 1 || node == last) {
                hash = parent(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = parent(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        TrustException.require(last == 0, STEP, "the path is too short");
        return hash;
    }

    static byte[] leaf(byte[] content) {
        MessageDigest sha = Hash.SHA256.computation();
        sha.update((byte) 0);
        return sha.digest(content);
    }

    private static byte[] parent(byte[] left, byte[] right) {
        MessageDigest sha = Hash.SHA256.computation();
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }
}
