package dev.seawall.engine.net;

import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Checks content against the digest it was asked for by. */
public final class Digests {
    private Digests() {}

    /** True where these bytes have that digest. */
    public static boolean matches(Digest expected, byte[] content) {
        return Digest.of(expected.algorithm(), computation(expected).digest(content))
                .equals(expected);
    }

    /**
     * These bytes, verified.
     *
     * @throws IOException where they have another digest
     */
    public static byte[] verified(Digest expected, byte[] content) throws IOException {
        if (!matches(expected, content)) {
            throw new IOException("the content of " + expected + " has another digest: damaged or tampered with");
        }
        return content;
    }

    /** A stream that throws at its end where the bytes read do not have this digest. */
    public static InputStream verifying(Digest expected, InputStream content) {
        return new VerifyingStream(expected, content);
    }

    static MessageDigest computation(Digest digest) {
        try {
            return MessageDigest.getInstance(digest.algorithm().equals("sha512") ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-2", e);
        }
    }
}
