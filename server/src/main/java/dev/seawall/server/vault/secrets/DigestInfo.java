package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.VaultException;
import java.util.HexFormat;
import java.util.Map;

/** The ASN.1 head that PKCS#1 signatures put before a hash, RFC 8017 section 9.2. */
final class DigestInfo {
    private static final Map<String, String> HEADS = Map.of(
            "sha1", "3021300906052b0e03021a05000414",
            "sha2-224", "302d300d06096086480165030402040500041c",
            "sha2-256", "3031300d060960864801650304020105000420",
            "sha2-384", "3041300d060960864801650304020205000430",
            "sha2-512", "3051300d060960864801650304020305000440");

    private DigestInfo() {}

    static byte[] of(String hash, byte[] digest) {
        String head = HEADS.get(hash);
        if (head == null) {
            throw VaultException.refused("unsupported hash algorithm " + hash);
        }
        byte[] bytes = HexFormat.of().parseHex(head);
        byte[] whole = java.util.Arrays.copyOf(bytes, bytes.length + digest.length);
        System.arraycopy(digest, 0, whole, bytes.length, digest.length);
        return whole;
    }
}
