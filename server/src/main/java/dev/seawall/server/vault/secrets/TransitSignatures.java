package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.wire.Macs;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs, verifies, and makes keyed hashes; one at a time or many. */
final class TransitSignatures {
    private static final Map<String, String> MACS = Map.of(
            "sha1",
            "HmacSHA1",
            "sha2-224",
            "HmacSHA224",
            "sha2-256",
            "HmacSHA256",
            "sha2-384",
            "HmacSHA384",
            "sha2-512",
            "HmacSHA512",
            "sha3-224",
            "HmacSHA3-224",
            "sha3-256",
            "HmacSHA3-256",
            "sha3-384",
            "HmacSHA3-384",
            "sha3-512",
            "HmacSHA3-512");

    private final TransitKeys keys;

    TransitSignatures(TransitKeys keys) {
        this.keys = keys;
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String end : List.of("/{urlalgorithm}", "")) {
            endpoints.add(endpoint("hmac/{name}" + end, (request, fields) -> run(fields, "input", this::hmacOne)));
            endpoints.add(endpoint("sign/{name}" + end, (request, fields) -> run(fields, "input", this::signOne)));
            endpoints.add(endpoint("verify/{name}" + end, (request, fields) -> run(fields, "input", this::verifyOne)));
        }
        return endpoints;
    }

    private static Endpoint endpoint(String template, Endpoint.Action action) {
        return Endpoint.at(template)
                .fields(
                        Field.string("input"),
                        Field.string("context"),
                        Field.string("signature"),
                        Field.string("hmac"),
                        Field.string("algorithm", "sha2-256"),
                        Field.string("hash_algorithm", "sha2-256"),
                        Field.string("urlalgorithm"),
                        Field.flag("prehashed"),
                        Field.integer("key_version"),
                        Field.string("signature_algorithm"),
                        Field.string("marshaling_algorithm", "asn1"),
                        Field.string("salt_length"),
                        Field.list("batch_input"))
                .onWrite(action);
    }

    private record Ask(TransitKey key, FieldValues fields, Map<String, @Nullable Object> item) {
        String text(String name) {
            Object value = item.get(name);
            return value == null ? "" : String.valueOf(value);
        }

        byte[] input() {
            try {
                return Base64.getDecoder().decode(text("input"));
            } catch (IllegalArgumentException malformed) {
                throw VaultException.refused("unable to decode input as base64: " + malformed.getMessage());
            }
        }

        String hash() {
            String inPath = fields.string("urlalgorithm");
            if (!inPath.isEmpty()) {
                return inPath;
            }
            return fields.has("hash_algorithm") ? fields.string("hash_algorithm") : fields.string("algorithm");
        }

        TransitCrypto.Style style() {
            return new TransitCrypto.Style(
                    hash(),
                    fields.flag("prehashed"),
                    fields.string("signature_algorithm").equals("pkcs1v15"),
                    fields.string("marshaling_algorithm").equals("jws"));
        }
    }

    private interface One {
        Map<String, @Nullable Object> run(Ask ask);
    }

    private VaultResponse run(FieldValues fields, String required, One one) {
        TransitKey key = keys.require(fields.string("name"), "signing key not found");
        if (!fields.has("batch_input")) {
            VaultException.refuseIf(!fields.has(required), "missing input");
            return VaultResponse.of(one.run(new Ask(key, fields, fields.all())));
        }
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (Object item : fields.list("batch_input")) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            if (item instanceof Map<?, ?> map) {
                map.forEach((name, value) -> named.put(String.valueOf(name), value));
            }
            results.add(tryOne(one, new Ask(key, fields, named)));
        }
        return VaultResponse.of("batch_results", results);
    }

    private static Map<String, @Nullable Object> tryOne(One one, Ask ask) {
        try {
            return one.run(ask);
        } catch (VaultException failed) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("error", failed.errors().isEmpty() ? "" : failed.errors().getFirst());
            return result;
        }
    }

    private static TransitKey.Version version(TransitKey key, int number) {
        TransitKey.Version version = key.versions().get(number);
        if (version == null) {
            throw VaultException.refused("key version not found");
        }
        return version;
    }

    private static byte[] mac(Ask ask, int number) {
        String java = MACS.get(ask.hash());
        if (java == null) {
            throw VaultException.refused("unsupported algorithm \"" + ask.hash() + "\"");
        }
        return Macs.of(java, version(ask.key(), number).hmac(), ask.input());
    }

    private Map<String, @Nullable Object> hmacOne(Ask ask) {
        int number = TransitCiphers.version(ask.key(), ask.fields().integer("key_version"));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("hmac", "vault:v" + number + ":" + Base64.getEncoder().encodeToString(mac(ask, number)));
        return result;
    }

    private Map<String, @Nullable Object> signOne(Ask ask) {
        TransitType type = signing(ask.key());
        int number = TransitCiphers.version(ask.key(), ask.fields().integer("key_version"));
        TransitCrypto.Style style = ask.style();
        try {
            byte[] signed = keys.crypto().sign(type, version(ask.key(), number), ask.input(), style);
            Base64.Encoder encoder = style.jws() ? Base64.getUrlEncoder().withoutPadding() : Base64.getEncoder();
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("key_version", number);
            result.put("signature", "vault:v" + number + ":" + encoder.encodeToString(signed));
            return result;
        } catch (GeneralSecurityException failed) {
            throw VaultException.refused("error signing: " + failed.getMessage());
        }
    }

    private static TransitType signing(TransitKey key) {
        TransitType type = TransitType.of(key.type());
        VaultException.refuseIf(!type.signs(), "key type " + key.type() + " does not support signing");
        return type;
    }

    private Map<String, @Nullable Object> verifyOne(Ask ask) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        if (!ask.text("hmac").isEmpty()) {
            TransitText parsed = checked(ask, ask.text("hmac"), "HMAC");
            byte[] expected = mac(ask, parsed.version());
            result.put("valid", MessageDigest.isEqual(expected, decode(parsed.body(), "HMAC")));
            return result;
        }
        VaultException.refuseIf(
                ask.text("signature").isEmpty(), "one of 'signature', 'hmac' or 'cmac' must be supplied");
        TransitType type = signing(ask.key());
        TransitText parsed = checked(ask, ask.text("signature"), "signature");
        try {
            byte[] signed = decode(parsed.body(), "signature");
            result.put(
                    "valid",
                    keys.crypto().verify(type, version(ask.key(), parsed.version()), ask.input(), signed, ask.style()));
            return result;
        } catch (GeneralSecurityException failed) {
            throw VaultException.refused("error verifying: " + failed.getMessage());
        }
    }

    private static TransitText checked(Ask ask, String text, String what) {
        TransitText parsed = TransitText.parse(text, what);
        VaultException.refuseIf(parsed.version() > ask.key().latest(), "invalid " + what + ": version is too new");
        VaultException.refuseIf(
                parsed.version() < ask.key().minDecryption(),
                "ciphertext or signature version is disallowed by policy (too old)");
        return parsed;
    }

    private static byte[] decode(String text, String what) {
        try {
            return text.contains("-") || text.contains("_") || text.length() % 4 != 0
                    ? Base64.getUrlDecoder().decode(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw VaultException.refused("invalid base64 " + what + " value");
        }
    }
}
