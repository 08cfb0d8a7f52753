package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.VaultException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Key material on its way out. */
record TransitExport(TransitKey key, String kind) {
    /** The versions as texts: one, or with 0 all that may still decrypt. */
    Map<String, Object> keys(int only) {
        Map<String, Object> shown = new TreeMap<>();
        key.versions().tailMap(Math.max(1, key.minDecryption()), true).forEach((number, version) -> {
            if (only == 0 || only == number) {
                shown.put(String.valueOf(number), text(version));
            }
        });
        return shown;
    }

    private String text(TransitKey.Version version) {
        TransitType type = TransitType.of(key.type());
        return switch (kind) {
            case "hmac-key" -> base64(version.hmac());
            case "public-key" -> TransitKeyPaths.pem("PUBLIC KEY", version.open());
            case "encryption-key" -> {
                VaultException.refuseIf(!type.encrypts(), "encryption not supported for the key");
                yield type.isSymmetric()
                        ? base64(version.secret())
                        : TransitKeyPaths.pem("PRIVATE KEY", version.secret());
            }
            default -> {
                VaultException.refuseIf(!type.signs(), "signing not supported for the key");
                yield type == TransitType.ED25519
                        ? ed25519(version)
                        : TransitKeyPaths.pem("PRIVATE KEY", version.secret());
            }
        };
    }

    /** Seed and public key, as Go keeps them. */
    private static String ed25519(TransitKey.Version version) {
        byte[] both = new byte[64];
        byte[] secret = version.secret();
        byte[] open = version.open();
        System.arraycopy(Arrays.copyOfRange(secret, 16, 48), 0, both, 0, 32);
        System.arraycopy(open, open.length - 32, both, 32, 32);
        return base64(both);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
