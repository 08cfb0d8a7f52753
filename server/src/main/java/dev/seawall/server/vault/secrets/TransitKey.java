package dev.seawall.server.vault.secrets;

import java.util.TreeMap;

/** A named key with its versions. */
record TransitKey(
        String name,
        String type,
        TreeMap<Integer, Version> versions,
        int minDecryption,
        int minEncryption,
        int minAvailable,
        boolean derived,
        boolean convergent,
        boolean exportable,
        boolean backup,
        boolean deletable,
        long rotatePeriod) {
    /**
     * One version.
     *
     * @param secret raw bytes of a symmetric key, PKCS#8 of a private one
     * @param open X.509 of a public key, empty for a symmetric one
     * @param hmac its key for hashes
     * @param created seconds since 1970
     */
    record Version(byte[] secret, byte[] open, byte[] hmac, long created) {}

    int latest() {
        return versions.lastKey();
    }

    TransitKey with(TreeMap<Integer, Version> others) {
        return new TransitKey(
                name,
                type,
                others,
                minDecryption,
                minEncryption,
                minAvailable,
                derived,
                convergent,
                exportable,
                backup,
                deletable,
                rotatePeriod);
    }
}
