package dev.seawall.server.vault.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** Verifies the chain of an audit log without the vault. */
public final class AuditChain {
    private static final int TAIL = AuditFile.CHAIN.length() + 69;

    private AuditChain() {}

    /**
     * What a log's chain says.
     *
     * @param lines how many lines are good
     * @param problem what is wrong with the next one, if anything
     */
    public record Verdict(long lines, Optional<String> problem) {}

    /** Reads a log from its first line. */
    public static Verdict verify(Path log) throws IOException {
        byte[] last = new byte[32];
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Optional<byte[]> next = follow(last, line);
                if (next.isEmpty()) {
                    return new Verdict(
                            lines, Optional.of("line " + (lines + 1) + " was changed, or the one before it taken out"));
                }
                last = next.get();
                lines++;
            }
        }
        return new Verdict(lines, Optional.empty());
    }

    private static Optional<byte[]> follow(byte[] last, String line) {
        int cut = line.length() - TAIL - 1;
        String mark = ",\"" + AuditFile.CHAIN + "\":\"";
        if (cut < 0 || !line.startsWith(mark, cut) || !line.endsWith("\"}")) {
            return Optional.empty();
        }
        String body = line.substring(0, cut) + "}";
        byte[] expected = AuditFile.chain(last, body.getBytes(StandardCharsets.UTF_8));
        String said = line.substring(cut + mark.length(), line.length() - 2);
        return HexFormat.of().formatHex(expected).equals(said) ? Optional.of(expected) : Optional.empty();
    }
}
