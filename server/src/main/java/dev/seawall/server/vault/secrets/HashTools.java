package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.wire.Macs;
import dev.seawall.server.vault.wire.RandomIds;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Random bytes and hashes on demand. */
public final class HashTools {
    private static final int MOST_BYTES = 128 << 10;
    /** The names of hash algorithms, and what Java calls them. */
    static final Map<String, String> HASHES = Map.of(
            "sha1",
            "SHA-1",
            "sha2-224",
            "SHA-224",
            "sha2-256",
            "SHA-256",
            "sha2-384",
            "SHA-384",
            "sha2-512",
            "SHA-512",
            "sha3-224",
            "SHA3-224",
            "sha3-256",
            "SHA3-256",
            "sha3-384",
            "SHA3-384",
            "sha3-512",
            "SHA3-512");

    private final RandomIds ids;

    /** Tools over a source of randomness. */
    public HashTools(RandomIds ids) {
        this.ids = ids;
    }

    /** What random bytes are asked by. */
    public static List<Field> randomFields() {
        return List.of(
                Field.string("urlbytes"),
                Field.integer("bytes", 32),
                Field.string("format", "base64"),
                Field.string("source"));
    }

    /** What hashes are asked by. */
    public static List<Field> hashFields() {
        return List.of(
                Field.string("input"),
                Field.string("algorithm", "sha2-256"),
                Field.string("urlalgorithm"),
                Field.string("format", "hex"));
    }

    /** Random bytes. */
    public VaultResponse random(FieldValues fields) {
        int count = fields.integer("bytes");
        String inPath = fields.string("urlbytes");
        if (!inPath.isEmpty()) {
            try {
                count = Integer.parseInt(inPath);
            } catch (NumberFormatException malformed) {
                throw VaultException.refused("error parsing url-set byte count: " + inPath);
            }
        }
        VaultException.refuseIf(count < 1, "\"bytes\" cannot be less than 1");
        VaultException.refuseIf(count > MOST_BYTES, "\"bytes\" should be less than " + MOST_BYTES);
        return VaultResponse.of("random_bytes", encode(fields.string("format"), ids.bytes(count)));
    }

    /** The hash of the input. */
    public VaultResponse hash(FieldValues fields) {
        byte[] input = decode(fields.string("input"));
        String inPath = fields.string("urlalgorithm");
        String algorithm = inPath.isEmpty() ? fields.string("algorithm") : inPath;
        String java = HASHES.get(algorithm);
        if (java == null) {
            throw VaultException.refused("unsupported algorithm " + algorithm);
        }
        return VaultResponse.of("sum", encode(fields.string("format"), Macs.digest(java, input)));
    }

    private static byte[] decode(String input) {
        try {
            return Base64.getDecoder().decode(input);
        } catch (IllegalArgumentException malformed) {
            throw VaultException.refused("unable to decode input as base64: " + malformed.getMessage());
        }
    }

    private static String encode(String format, byte[] bytes) {
        return switch (format) {
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            default ->
                throw VaultException.refused(
                        "unsupported encoding format " + format + "; must be \"hex\" or \"base64\"");
        };
    }
}
