package dev.seawall.engine.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hash chain of the vault's audit log. Each line is a JSON object whose last key holds the SHA-256, in hexadecimal, of
 * the line before's hash and of the line without that key. The first line follows 32 zero bytes.
 */
public final class AuditChain {
    /** The last key of a line. */
    public static final String KEY = "chain";

    private static final String MARK = ",\"" + KEY + "\":\"";
    private static final int HEX = 64;

    private AuditChain() {}

    /**
     * What a log's chain says.
     *
     * @param lines how many lines are good
     * @param problem what is wrong with the next one, if anything
     */
    public record Verdict(long lines, Optional<String> problem) {}

    /** The hash that a line must carry: {@code before} is 32 bytes, {@code body} the line's JSON without the key. */
    public static byte[] next(byte[] before, byte[] body) {
        try {
            ByteBuffer both = ByteBuffer.allocate(before.length + body.length);
            return MessageDigest.getInstance("SHA-256")
                    .digest(both.put(before).put(body).array());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** The end of a line with this hash, line feed included; it takes the place of the body's closing brace. */
    public static String end(byte[] hash) {
        return MARK + HexFormat.of().formatHex(hash) + "\"}\n";
    }

    /**
     * Reads a log from its first line.
     *
     * @throws IOException where it cannot be read
     */
    public static Verdict verify(Path log) throws IOException {
        byte[] last = new byte[32];
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Optional<byte[]> next = follow(last, line);
                if (next.isEmpty()) {
                    String problem = "line " + (lines + 1) + " was changed, or a line before it taken out";
                    return new Verdict(lines, Optional.of(problem));
                }
                last = next.get();
                lines++;
            }
        }
        return new Verdict(lines, Optional.empty());
    }

    private static Optional<byte[]> follow(byte[] last, String line) {
        int cut = line.length() - MARK.length() - HEX - 2;
        if (cut < 0 || !line.startsWith(MARK, cut) || !line.endsWith("\"}")) {
            return Optional.empty();
        }
        byte[] expected = next(last, (line.substring(0, cut) + "}").getBytes(StandardCharsets.UTF_8));
        String said = line.substring(cut + MARK.length(), line.length() - 2);
        return HexFormat.of().formatHex(expected).equals(said) ? Optional.of(expected) : Optional.empty();
    }
}
