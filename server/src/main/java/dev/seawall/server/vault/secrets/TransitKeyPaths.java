package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys: made, shown, rotated, configured, trimmed, exported, removed. */
final class TransitKeyPaths {
    private final TransitKeys keys;

    TransitKeyPaths(TransitKeys keys) {
        this.keys = keys;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("keys/?").on(Operation.LIST, (request, fields) -> VaultResponse.keys(keys.names())),
                Endpoint.at("keys/{name}/rotate").onWrite(this::rotate),
                Endpoint.at("keys/{name}/config")
                        .fields(
                                Field.integer("min_decryption_version"), Field.integer("min_encryption_version"),
                                Field.flag("deletion_allowed"), Field.flag("exportable"),
                                Field.flag("allow_plaintext_backup"), Field.duration("auto_rotate_period"))
                        .onWrite(this::configure),
                Endpoint.at("keys/{name}/trim")
                        .fields(Field.integer("min_available_version"))
                        .onWrite(this::trim),
                Endpoint.at("keys/{name}")
                        .fields(
                                Field.string("type", "aes256-gcm96"), Field.flag("derived"),
                                Field.flag("convergent_encryption"), Field.flag("exportable"),
                                Field.flag("allow_plaintext_backup"), Field.string("context"),
                                Field.duration("auto_rotate_period"), Field.integer("key_size"))
                        .on(Operation.READ, this::read)
                        .onWrite(this::make)
                        .on(Operation.DELETE, this::delete),
                Endpoint.at("export/{type}/{name}/{version}").on(Operation.READ, this::export),
                Endpoint.at("export/{type}/{name}").on(Operation.READ, this::export));
    }

    private VaultResponse make(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        TransitType type = TransitType.of(fields.string("type"));
        boolean derived = fields.flag("derived");
        boolean convergent = fields.flag("convergent_encryption");
        VaultException.refuseIf(convergent && !derived, "convergent encryption requires derivation to be enabled");
        VaultException.refuseIf(
                derived && !type.derives(),
                "key derivation and convergent encryption not supported for keys of type " + type.word());
        if (keys.find(name).isPresent()) {
            return VaultResponse.of(view(keys.find(name).orElseThrow())).warn("key " + name + " already existed");
        }
        keys.make(name, type, derived, convergent);
        Optional<TransitKey> made = keys.change(
                name,
                key -> new TransitKey(
                        key.name(),
                        key.type(),
                        key.versions(),
                        1,
                        0,
                        0,
                        derived,
                        convergent,
                        fields.flag("exportable"),
                        fields.flag("allow_plaintext_backup"),
                        false,
                        fields.seconds("auto_rotate_period")));
        return VaultResponse.of(view(made.orElseThrow()));
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        return keys.find(fields.string("name"))
                .map(key -> VaultResponse.of(view(key)))
                .orElse(VaultResponse.NOTHING);
    }

    private static Map<String, @Nullable Object> view(TransitKey key) {
        TransitType type = TransitType.of(key.type());
        Map<String, @Nullable Object> view = new TreeMap<>();
        view.put("allow_plaintext_backup", key.backup());
        view.put("auto_rotate_period", key.rotatePeriod());
        view.put("deletion_allowed", key.deletable());
        view.put("derived", key.derived());
        view.put("exportable", key.exportable());
        view.put("imported_key", false);
        view.put("keys", versions(key, type));
        view.put("latest_version", key.latest());
        view.put("min_available_version", key.minAvailable());
        view.put("min_decryption_version", key.minDecryption());
        view.put("min_encryption_version", key.minEncryption());
        view.put("name", key.name());
        view.put("supports_decryption", type.encrypts());
        view.put("supports_derivation", type.derives());
        view.put("supports_encryption", type.encrypts());
        view.put("supports_signing", type.signs());
        view.put("type", key.type());
        if (key.derived()) {
            view.put("kdf", "hkdf_sha256");
            view.put("convergent_encryption", key.convergent());
        }
        return view;
    }

    private static Map<String, Object> versions(TransitKey key, TransitType type) {
        Map<String, Object> shown = new TreeMap<>();
        key.versions().tailMap(Math.max(1, key.minDecryption()), true).forEach((number, version) -> {
            if (type.isSymmetric()) {
                shown.put(String.valueOf(number), version.created());
                return;
            }
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("certificate_chain", "");
            one.put("creation_time", Instant.ofEpochSecond(version.created()).toString());
            one.put("name", curve(type));
            one.put("public_key", open(type, version));
            shown.put(String.valueOf(number), one);
        });
        return shown;
    }

    private static String curve(TransitType type) {
        return switch (type) {
            case ECDSA_P256 -> "P-256";
            case ECDSA_P384 -> "P-384";
            case ECDSA_P521 -> "P-521";
            case AES128, AES256, CHACHA20, ED25519, RSA2048, RSA3072, RSA4096, HMAC -> type.word();
        };
    }

    private static String open(TransitType type, TransitKey.Version version) {
        if (type == TransitType.ED25519) {
            byte[] encoded = version.open();
            return Base64.getEncoder()
                    .encodeToString(java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        }
        return pem("PUBLIC KEY", version.open());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    private VaultResponse rotate(VaultRequest request, FieldValues fields) {
        return keys.change(fields.string("name"), keys::rotated)
                .map(key -> VaultResponse.of(view(key)))
                .orElseThrow(() -> VaultException.refused("key not found"));
    }

    private VaultResponse configure(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        TransitKey known = keys.require(name, "no existing key named " + name + " could be found");
        int decryption = fields.has("min_decryption_version")
                ? Math.max(1, fields.integer("min_decryption_version"))
                : known.minDecryption();
        int encryption =
                fields.has("min_encryption_version") ? fields.integer("min_encryption_version") : known.minEncryption();
        checkVersions(known, decryption, encryption);
        VaultException.refuseIf(
                known.exportable() && fields.has("exportable") && !fields.flag("exportable"),
                "exportable cannot be disabled once enabled");
        TransitKey changed = keys.change(
                        name,
                        key -> new TransitKey(
                                key.name(),
                                key.type(),
                                key.versions(),
                                decryption,
                                encryption,
                                key.minAvailable(),
                                key.derived(),
                                key.convergent(),
                                fields.flagOr("exportable", key.exportable()),
                                fields.flagOr("allow_plaintext_backup", key.backup()),
                                fields.flagOr("deletion_allowed", key.deletable()),
                                fields.secondsOr("auto_rotate_period", key.rotatePeriod())))
                .orElseThrow();
        return VaultResponse.of(view(changed));
    }

    private static void checkVersions(TransitKey known, int decryption, int encryption) {
        VaultException.refuseIf(
                decryption > known.latest(),
                "cannot set min decryption version of " + decryption + ", latest key version is " + known.latest());
        VaultException.refuseIf(encryption < 0, "min encryption version cannot be negative");
        VaultException.refuseIf(
                encryption > known.latest(),
                "cannot set min encryption version of " + encryption + ", latest key version is " + known.latest());
        if (encryption > 0 && encryption < decryption) {
            throw VaultException.refused("cannot set min encryption/decryption values; min encryption version of "
                    + encryption + " must be greater than or equal to min decryption version of " + decryption);
        }
    }

    private VaultResponse trim(VaultRequest request, FieldValues fields) {
        int least = fields.integer("min_available_version");
        TransitKey known = keys.require(fields.string("name"), "invalid key name");
        VaultException.refuseIf(least < 1, "minimum available version must be positive");
        VaultException.refuseIf(
                least > known.minDecryption() || known.minEncryption() == 0 || least > known.minEncryption(),
                known.minEncryption() == 0
                        ? "minimum available version cannot be set when minimum encryption version is not set"
                        : "minimum available version can't be greater than minimum decryption version");
        TransitKey trimmed = keys.change(
                        known.name(),
                        key -> new TransitKey(
                                key.name(),
                                key.type(),
                                new TreeMap<>(key.versions().tailMap(least, true)),
                                key.minDecryption(),
                                key.minEncryption(),
                                least,
                                key.derived(),
                                key.convergent(),
                                key.exportable(),
                                key.backup(),
                                key.deletable(),
                                key.rotatePeriod()))
                .orElseThrow();
        return VaultResponse.of(view(trimmed));
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        String name = fields.string("name");
        TransitKey key = keys.require(name, "could not delete key; not found");
        VaultException.refuseIf(
                !key.deletable(), "error deleting policy " + name + ": deletion is not allowed for this key");
        keys.delete(name);
        return VaultResponse.NOTHING;
    }

    private VaultResponse export(VaultRequest request, FieldValues fields) {
        String kind = fields.string("type");
        VaultException.refuseIf(
                !List.of("encryption-key", "signing-key", "hmac-key", "public-key")
                        .contains(kind),
                "invalid export type: " + kind);
        Optional<TransitKey> found = keys.find(fields.string("name"));
        if (found.isEmpty()) {
            return VaultResponse.NOTHING;
        }
        TransitKey key = found.get();
        VaultException.refuseIf(
                !key.exportable() && !kind.equals("public-key"), "private key material is not exportable");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("keys", new TransitExport(key, kind).keys(version(request, key)));
        data.put("name", key.name());
        data.put("type", key.type());
        return VaultResponse.of(data);
    }

    private static int version(VaultRequest request, TransitKey key) {
        String[] parts = request.path().split("/", -1);
        if (parts.length < 4) {
            return 0;
        }
        try {
            int number = parts[3].equals("latest") ? key.latest() : Integer.parseInt(parts[3].replaceFirst("^v", ""));
            VaultException.refuseIf(
                    number < key.minDecryption(), "version for export is below minimum decryption version");
            VaultException.refuseIf(!key.versions().containsKey(number), "version does not exist or cannot be found");
            return number;
        } catch (NumberFormatException malformed) {
            throw VaultException.refused("invalid key version");
        }
    }
}
