package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.Backend;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.storage.Entries;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys and values with versions: the values under data/, what is known of them under metadata/. */
public final class KvV2 implements Backend {
    private static final Set<String> ROOTS = Set.of("metadata", "data", "delete", "undelete", "destroy");

    private final KvSecrets secrets;
    private final List<Endpoint> endpoints;

    /** A mount over its folder. */
    public KvV2(Entries entries, Clock clock) {
        this.secrets = new KvSecrets(entries, clock);
        this.endpoints = new ArrayList<>(List.of(config(), data(), subkeys()));
        endpoints.addAll(new KvVersions(secrets).endpoints());
        endpoints.addAll(new KvMetadataPaths(secrets).endpoints());
        endpoints.add(invalid());
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public VaultResponse answer(VaultRequest request) {
        boolean data = request.path().startsWith("data/");
        return data && (request.operation() == Operation.LIST || request.path().endsWith("/"))
                ? explain(request.operation(), request.path())
                : Backend.super.answer(request);
    }

    private Endpoint config() {
        return Endpoint.at("config")
                .fields(
                        Field.integer("max_versions"),
                        Field.flag("cas_required"),
                        Field.signedDuration("delete_version_after"))
                .on(
                        Operation.READ,
                        (request, fields) -> VaultResponse.of(secrets.settings().view()))
                .onWrite((request, fields) -> {
                    secrets.putSettings(secrets.settings().updatedBy(fields));
                    return VaultResponse.NOTHING;
                });
    }

    private Endpoint data() {
        return Endpoint.at("data/{path+}")
                .fields(Field.integer("version"), Field.map("options"), Field.map("data"))
                .exists((request, fields) -> secrets.find(fields.string("path")).isPresent())
                .on(Operation.READ, this::read)
                .onWrite(this::write)
                .on(Operation.PATCH, this::patch)
                .on(Operation.DELETE, this::delete);
    }

    private Endpoint subkeys() {
        return Endpoint.at("subkeys/{path+}")
                .fields(Field.integer("version"), Field.integer("depth"))
                .on(Operation.READ, this::readSubkeys);
    }

    private Endpoint invalid() {
        Endpoint endpoint = Endpoint.at("{path*}").takingAnything();
        for (Operation operation : List.of(
                Operation.CREATE,
                Operation.UPDATE,
                Operation.READ,
                Operation.DELETE,
                Operation.LIST,
                Operation.PATCH)) {
            endpoint.on(operation, (request, fields) -> explain(operation, fields.string("path")));
        }
        return endpoint;
    }

    private static VaultResponse explain(Operation operation, String path) {
        if (ROOTS.contains(path)) {
            return VaultResponse.status(404)
                    .warn("Non-listing operations on the root of a K/V v2 mount are not supported.");
        }
        String word =
                switch (operation) {
                    case READ -> "get";
                    case DELETE -> "delete";
                    case LIST -> "list";
                    case PATCH -> "patch";
                    case CREATE, UPDATE, SCAN, HELP, RENEW, REVOKE, HEADER -> "put";
                };
        return VaultResponse.status(404)
                .warn("Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API"
                        + " endpoints to use. If using the Vault CLI, use 'vault kv " + word
                        + "' for this operation.");
    }

    private Optional<KvMetadata> known(FieldValues fields) {
        return secrets.find(fields.string("path"));
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        return readVersion(fields, "data", (value, ignored) -> value);
    }

    private interface Shape {
        Map<String, @Nullable Object> of(Map<String, @Nullable Object> value, int depth);
    }

    private VaultResponse readVersion(FieldValues fields, String name, Shape shape) {
        Optional<KvMetadata> known = known(fields);
        int asked = fields.integer("version");
        if (known.isEmpty()) {
            return VaultResponse.NOTHING;
        }
        int number = asked <= 0 ? known.get().current() : asked;
        KvVersion version = known.get().versions().get(number);
        if (version == null) {
            return VaultResponse.NOTHING;
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(name, null);
        answer.put("metadata", known.get().view(number, version));
        if (secrets.isDeleted(version)) {
            return VaultResponse.of(answer).withStatus(404);
        }
        int depth = name.equals("subkeys") ? fields.integer("depth") : 0;
        secrets.value(fields.string("path"), number).ifPresent(value -> answer.put(name, shape.of(value, depth)));
        return VaultResponse.of(answer);
    }

    private VaultResponse readSubkeys(VaultRequest request, FieldValues fields) {
        return readVersion(fields, "subkeys", KvV2::keysOnly);
    }

    private static Map<String, @Nullable Object> keysOnly(Map<String, @Nullable Object> value, int depth) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        value.forEach((name, inner) -> keys.put(name, depth == 1 ? null : inside(inner, depth)));
        return keys;
    }

    private static @Nullable Object inside(@Nullable Object value, int depth) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((name, inner) -> named.put(String.valueOf(name), inner));
        return keysOnly(named, depth == 0 ? 0 : depth - 1);
    }

    private VaultResponse write(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(!fields.names("data"), "no data provided");
        String path = fields.string("path");
        return secrets.alone(path, () -> {
            KvMetadata known = secrets.find(path).orElseGet(() -> KvMetadata.begin(secrets.now()));
            checkAndSet(known, fields.map("options"));
            return added(secrets.add(path, known, fields.map("data")));
        });
    }

    private static VaultResponse added(KvMetadata metadata) {
        KvVersion version = metadata.versions().lastEntry().getValue();
        return VaultResponse.of(metadata.view(metadata.current(), version));
    }

    private void checkAndSet(KvMetadata known, Map<String, @Nullable Object> options) {
        Object cas = options.get("cas");
        if (cas == null) {
            VaultException.refuseIf(
                    known.casRequired() || secrets.settings().casRequired(),
                    "check-and-set parameter required for this call");
            return;
        }
        VaultException.refuseIf(
                number(cas) != known.current(), "check-and-set parameter did not match the current version");
    }

    private static long number(Object value) {
        try {
            return value instanceof String text && text.isEmpty()
                    ? 0
                    : new BigDecimal(value.toString()).longValueExact();
        } catch (NumberFormatException | ArithmeticException malformed) {
            throw VaultException.refused("error parsing check-and-set parameter");
        }
    }

    private VaultResponse patch(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(!fields.names("data"), "no data provided");
        String path = fields.string("path");
        return secrets.alone(path, () -> {
            KvMetadata known = secrets.find(path).orElseThrow(() -> VaultException.bare(404));
            checkAndSet(known, fields.map("options"));
            KvVersion version = known.versions().get(known.current());
            if (version == null) {
                throw VaultException.bare(404);
            }
            if (secrets.isDeleted(version)) {
                return VaultResponse.of(known.view(known.current(), version)).withStatus(404);
            }
            Map<String, @Nullable Object> value =
                    secrets.value(path, known.current()).orElseThrow(VaultException::nothing);
            return added(secrets.add(path, known, MergePatch.apply(value, fields.map("data"))));
        });
    }

    private VaultResponse delete(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        return secrets.alone(path, () -> {
            Optional<KvMetadata> known = secrets.find(path);
            known.ifPresent(metadata -> KvVersions.delete(secrets, path, metadata, List.of(metadata.current())));
            return VaultResponse.NOTHING;
        });
    }
}
