package dev.seawall.engine.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A content digest as OCI writes it, {@code algorithm:hex}; sha256 and sha512 only. */
public record Digest(String algorithm, String hex) implements Comparable<Digest> {
    private static final Pattern SHAPE = Pattern.compile("(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");

    /**
     * Reads {@code sha256:<64 hex>} or {@code sha512:<128 hex>}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Digest parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a sha256 or sha512 digest: " + text);
        }
        int colon = text.indexOf(':');
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The sha256 digest of these bytes. */
    public static Digest sha256(byte[] content) {
        return of("sha256", newSha256().digest(content));
    }

    /** A digest from its raw bytes. */
    public static Digest of(String algorithm, byte[] raw) {
        return new Digest(algorithm, HexFormat.of().formatHex(raw));
    }

    /** A fresh SHA-256 computation. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
