package dev.seawall.engine.trust.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests a signature may be made over. Everything else is refused. */
public enum Hash {
    SHA256("SHA-256", "3031300d060960864801650304020105000420"),
    SHA384("SHA-384", "3041300d060960864801650304020205000430"),
    SHA512("SHA-512", "3051300d060960864801650304020305000440");

    private final String jcaName;
    private final byte[] digestInfoPrefix;

    Hash(String jcaName, String digestInfoPrefix) {
        this.jcaName = jcaName;
        this.digestInfoPrefix = HexFormat.of().parseHex(digestInfoPrefix);
    }

    /** As the JDK names it. */
    public String jcaName() {
        return jcaName;
    }

    /** As digests are written: {@code sha256}. */
    public String word() {
        return jcaName.replace("-", "").toLowerCase(java.util.Locale.ROOT);
    }

    /** The DER that stands before the digest in an RSA PKCS #1 v1.5 signature (RFC 8017 §9.2). */
    byte[] digestInfoPrefix() {
        return digestInfoPrefix.clone();
    }

    /** A fresh computation. */
    public MessageDigest computation() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-2", e);
        }
    }

    /** The digest of these bytes. */
    public byte[] of(byte[] content) {
        return computation().digest(content);
    }

    /**
     * Reads a name in any of the usual spellings: {@code sha256}, {@code SHA-256}, {@code SHA2_256}.
     *
     * @throws TrustException where it is another algorithm
     */
    public static Hash named(String name) throws TrustException {
        String plain =
                name.toLowerCase(java.util.Locale.ROOT).replace("sha2_", "sha").replace("-", "");
        for (Hash hash : values()) {
            if (hash.word().equals(plain)) {
                return hash;
            }
        }
        throw new TrustException("digest algorithm", "\"" + name + "\" is not one of sha256, sha384, sha512");
    }
}
