package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Encrypts, decrypts, rewraps, and gives data keys; one at a time or many. */
final class TransitCiphers {
    private final TransitKeys keys;

    TransitCiphers(TransitKeys keys) {
        this.keys = keys;
    }

    List<Endpoint> endpoints() {
        return List.of(
                endpoint("encrypt/{name}")
                        .exists((request, fields) ->
                                keys.find(fields.string("name")).isPresent())
                        .onWrite(this::encrypt),
                endpoint("decrypt/{name}").onWrite((request, fields) -> batch(fields, this::decryptOne)),
                endpoint("rewrap/{name}").onWrite((request, fields) -> batch(fields, this::rewrapOne)),
                endpoint("datakey/{plaintext}/{name}")
                        .fields(Field.integer("bits", 256))
                        .onWrite(this::dataKey));
    }

    private static Endpoint endpoint(String template) {
        return Endpoint.at(template)
                .fields(
                        Field.string("plaintext"),
                        Field.string("ciphertext"),
                        Field.string("context"),
                        Field.string("nonce"),
                        Field.string("type", "aes256-gcm96"),
                        Field.string("associated_data"),
                        Field.integer("key_version"),
                        Field.flag("convergent_encryption"),
                        Field.integer("partial_failure_response_code"),
                        Field.list("batch_input"));
    }

    private interface One {
        Map<String, @Nullable Object> run(TransitKey key, Map<String, @Nullable Object> item);
    }

    private VaultResponse encrypt(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        if (keys.find(name).isEmpty()) {
            boolean derived = !fields.string("context").isEmpty();
            keys.make(name, TransitType.of(fields.string("type")), derived, fields.flag("convergent_encryption"));
        }
        return batch(fields, this::encryptOne);
    }

    private VaultResponse batch(FieldValues fields, One one) {
        TransitKey key = keys.require(fields.string("name"), "encryption key not found");
        VaultException.refuseIf(
                !TransitType.of(key.type()).encrypts(), "message decryption not supported for key type " + key.type());
        if (!fields.has("batch_input")) {
            return VaultResponse.of(one.run(key, fields.all()));
        }
        VaultException.refuseIf(fields.list("batch_input").isEmpty(), "missing batch input to process");
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        int failed = 0;
        for (Object item : fields.list("batch_input")) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            if (item instanceof Map<?, ?> map) {
                map.forEach((name, value) -> named.put(String.valueOf(name), value));
            }
            Map<String, @Nullable Object> result = tryOne(one, key, named);
            failed += result.containsKey("error") ? 1 : 0;
            Object reference = named.get("reference");
            result.put("reference", reference == null ? "" : reference);
            results.add(result);
        }
        VaultResponse response = VaultResponse.of("batch_results", results);
        int status = fields.integer("partial_failure_response_code");
        return failed == 0 ? response : response.withStatus(status == 0 ? 400 : status);
    }

    private static Map<String, @Nullable Object> tryOne(One one, TransitKey key, Map<String, @Nullable Object> item) {
        try {
            return one.run(key, item);
        } catch (VaultException failed) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("error", failed.errors().isEmpty() ? "" : failed.errors().getFirst());
            return result;
        }
    }

    private static String text(Map<String, @Nullable Object> item, String name) {
        Object value = item.get(name);
        return value == null ? "" : String.valueOf(value);
    }

    private static byte[] decode(String text, String complaint) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw VaultException.refused(complaint);
        }
    }

    private static byte[] context(TransitKey key, Map<String, @Nullable Object> item) {
        byte[] context = decode(text(item, "context"), "failed to base64-decode context");
        if (key.derived() && context.length == 0) {
            throw VaultException.refused(
                    "missing 'context' for key derivation; the key was created using a derived key, which means additional, per-request information must be included in order to perform operations with the key");
        }
        return context;
    }

    private Map<String, @Nullable Object> encryptOne(TransitKey key, Map<String, @Nullable Object> item) {
        VaultException.refuseIf(!item.containsKey("plaintext"), "missing plaintext to encrypt");
        byte[] plain = decode(text(item, "plaintext"), "failed to base64-decode plaintext");
        Object asked = item.get("key_version");
        int version = version(key, asked == null ? 0 : number(asked));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("ciphertext", seal(key, version, plain, item));
        result.put("key_version", version);
        return result;
    }

    private static int number(Object value) {
        try {
            return Integer.parseInt(value.toString());
        } catch (NumberFormatException malformed) {
            throw VaultException.refused("invalid key version");
        }
    }

    static int version(TransitKey key, int asked) {
        VaultException.refuseIf(asked < 0, "requested version for encryption is negative");
        VaultException.refuseIf(
                asked > key.latest(), "requested version for encryption is higher than the latest key version");
        VaultException.refuseIf(
                asked != 0 && asked < key.minEncryption(),
                "requested version for encryption is less than the minimum encryption key version");
        return asked == 0 ? key.latest() : asked;
    }

    private String seal(TransitKey key, int number, byte[] plain, Map<String, @Nullable Object> item) {
        TransitType type = TransitType.of(key.type());
        TransitKey.Version version = key.versions().get(number);
        if (version == null) {
            throw VaultException.refused("key version not found");
        }
        byte[] aad = decode(text(item, "associated_data"), "failed to base64-decode associated_data");
        try {
            byte[] sealed = type.isRsa()
                    ? TransitCrypto.rsa(Cipher.ENCRYPT_MODE, type, version, plain)
                    : keys.crypto()
                            .encrypt(
                                    type,
                                    TransitCrypto.derive(key, version, context(key, item)),
                                    plain,
                                    aad,
                                    key.convergent());
            return "vault:v" + number + ":" + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException failed) {
            throw VaultException.refused("failed to encrypt: " + failed.getMessage());
        }
    }

    private byte[] open(TransitKey key, Map<String, @Nullable Object> item) {
        String ciphertext = text(item, "ciphertext");
        VaultException.refuseIf(ciphertext.isEmpty(), "missing ciphertext to decrypt");
        byte[] context = context(key, item);
        TransitText parsed = TransitText.parse(ciphertext, "ciphertext");
        TransitKey.Version version = usable(key, parsed.version());
        byte[] sealed = decode(parsed.body(), "invalid ciphertext: could not decode base64");
        byte[] aad = decode(text(item, "associated_data"), "failed to base64-decode associated_data");
        TransitType type = TransitType.of(key.type());
        try {
            return type.isRsa()
                    ? TransitCrypto.rsa(Cipher.DECRYPT_MODE, type, version, sealed)
                    : keys.crypto().decrypt(type, TransitCrypto.derive(key, version, context), sealed, aad);
        } catch (GeneralSecurityException forged) {
            throw VaultException.refused("cipher: message authentication failed");
        }
    }

    private static TransitKey.Version usable(TransitKey key, int number) {
        VaultException.refuseIf(number > key.latest(), "invalid ciphertext: version is too new");
        TransitKey.Version version = key.versions().get(number);
        if (number < key.minDecryption() || version == null) {
            throw VaultException.refused("ciphertext or signature version is disallowed by policy (too old)");
        }
        return version;
    }

    private Map<String, @Nullable Object> decryptOne(TransitKey key, Map<String, @Nullable Object> item) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("plaintext", Base64.getEncoder().encodeToString(open(key, item)));
        return result;
    }

    private Map<String, @Nullable Object> rewrapOne(TransitKey key, Map<String, @Nullable Object> item) {
        byte[] plain = open(key, item);
        Object asked = item.get("key_version");
        int version = version(key, asked == null ? 0 : number(asked));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("ciphertext", seal(key, version, plain, item));
        result.put("key_version", version);
        return result;
    }

    private VaultResponse dataKey(VaultRequest request, FieldValues fields) {
        String kind = request.path().split("/", -1)[1];
        VaultException.refuseIf(
                !kind.equals("plaintext") && !kind.equals("wrapped"), "Invalid path, must be 'plaintext' or 'wrapped'");
        TransitKey key = keys.require(fields.string("name"), "encryption key not found");
        int bits = fields.integer("bits");
        VaultException.refuseIf(bits != 128 && bits != 256 && bits != 512, "invalid bit length");
        byte[] made = keys.random(bits / 8);
        int version = version(key, fields.integer("key_version"));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("ciphertext", seal(key, version, made, fields.all()));
        data.put("key_version", version);
        if (kind.equals("plaintext")) {
            data.put("plaintext", Base64.getEncoder().encodeToString(made));
        }
        return VaultResponse.of(data);
    }
}
