package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of secrets beside their values, and the list of them. */
final class KvMetadataPaths {
    private static final int MOST_KEYS = 64;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 512;

    private final KvSecrets secrets;

    KvMetadataPaths(KvSecrets secrets) {
        this.secrets = secrets;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.at("metadata/{path*}")
                .fields(
                        Field.integer("max_versions"),
                        Field.flag("cas_required"),
                        Field.signedDuration("delete_version_after"),
                        Field.map("custom_metadata"))
                .exists((request, fields) -> secrets.find(fields.string("path")).isPresent())
                .on(Operation.READ, this::read)
                .onWrite(this::write)
                .on(Operation.PATCH, this::patch)
                .on(Operation.DELETE, this::delete)
                .on(Operation.LIST, this::list));
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        return secrets.find(fields.string("path"))
                .map(known -> VaultResponse.of(known.view()))
                .orElse(VaultResponse.NOTHING);
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        return secrets.alone(path, () -> {
            KvMetadata known = secrets.find(path).orElseGet(() -> KvMetadata.begin(secrets.now()));
            Map<String, String> custom =
                    fields.has("custom_metadata") ? custom(fields.map("custom_metadata")) : known.custom();
            secrets.put(path, known.withSettings(known.settings().updatedBy(fields), custom, secrets.now()));
            return VaultResponse.NOTHING;
        });
    }

    private VaultResponse patch(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        return secrets.alone(path, () -> {
            KvMetadata known = secrets.find(path).orElseThrow(() -> VaultException.bare(404));
            Map<String, String> custom = known.custom();
            if (fields.names("custom_metadata")) {
                custom = fields.has("custom_metadata") ? patched(custom, fields.map("custom_metadata")) : null;
            }
            KvSettings settings = patched(known.settings(), fields);
            secrets.put(path, known.withSettings(settings, custom, secrets.now()));
            return VaultResponse.NOTHING;
        });
    }

    private static KvSettings patched(KvSettings known, FieldValues fields) {
        KvSettings updated = known.updatedBy(fields);
        return new KvSettings(
                isNull(fields, "max_versions") ? 0 : updated.maxVersions(),
                !isNull(fields, "cas_required") && updated.casRequired(),
                isNull(fields, "delete_version_after") ? 0 : updated.deleteAfter());
    }

    private static boolean isNull(FieldValues fields, String name) {
        return fields.names(name) && !fields.has(name);
    }

    private static Map<String, String> patched(
            @Nullable Map<String, String> known, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> base = new LinkedHashMap<>();
        if (known != null) {
            base.putAll(known);
        }
        return custom(MergePatch.apply(base, patch));
    }

    private static Map<String, String> custom(Map<String, @Nullable Object> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        VaultException.refuseIf(
                given.size() > MOST_KEYS,
                "1 error occurred:\n\t* custom_metadata validation failed: payload must contain at most " + MOST_KEYS
                        + " keys, provided " + given.size() + "\n\n");
        given.forEach((name, value) -> {
            String text = text(value);
            checkLength(name, text);
            texts.put(name, text);
        });
        return texts;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag ? "1" : "0";
            default ->
                throw VaultException.refused(
                        "custom_metadata validation failed: '' expected type 'string', got unconvertible type '"
                                + (value instanceof Map ? "map[string]interface {}" : "[]interface {}") + "', value: '"
                                + shown(value) + "'");
        };
    }

    private static String shown(Object value) {
        return value instanceof List<?> list
                ? "["
                        + list.stream()
                                .map(String::valueOf)
                                .reduce((one, other) -> one + " " + other)
                                .orElse("") + "]"
                : String.valueOf(value);
    }

    private static void checkLength(String name, String text) {
        String problem = name.isEmpty()
                ? "custom_metadata validation failed: length of key \"\" is 0 but must be 0 < len(key) <= "
                        + LONGEST_KEY
                : name.length() > LONGEST_KEY
                        ? "custom_metadata validation failed: length of key \"" + name + "\" is " + name.length()
                                + " but must be 0 < len(key) <= " + LONGEST_KEY
                        : text.isEmpty() || text.length() > LONGEST_VALUE
                                ? "custom_metadata validation failed: length of value for key \"" + name + "\" is "
                                        + text.length() + " but must be 0 < len(value) <= " + LONGEST_VALUE
                                : "";
        VaultException.refuseIf(!problem.isEmpty(), "1 error occurred:\n\t* " + problem + "\n\n");
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        return secrets.alone(path, () -> {
            secrets.remove(path);
            return VaultResponse.NOTHING;
        });
    }

    private VaultResponse list(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        return VaultResponse.keys(secrets.list(path.isEmpty() || path.endsWith("/") ? path : path + "/"));
    }
}
