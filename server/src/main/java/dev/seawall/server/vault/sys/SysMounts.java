package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.MountTable;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.wire.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mounts, unmounts, tunes and moves secrets engines, or login methods. */
final class SysMounts {
    private static final Set<String> KEPT = Set.of("sys/", "identity/", "cubbyhole/", "token/");
    private static final Set<String> RESERVED = Set.of("audit/", "auth/", "sys/", "token/");
    private static final List<String> LISTS = List.of(
            "audit_non_hmac_request_keys",
            "audit_non_hmac_response_keys",
            "passthrough_request_headers",
            "allowed_response_headers");

    private final Core core;
    private final MountTable mounts;
    private final String kind;

    SysMounts(Core core, String kind) {
        this.core = core;
        this.mounts = core.mounts();
        this.kind = kind;
    }

    private boolean isAuth() {
        return kind.equals("auth");
    }

    List<Endpoint> endpoints() {
        String word = isAuth() ? "auth" : "mounts";
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                Endpoint.at(word + "/?").on(Operation.READ, (request, fields) -> list()),
                Endpoint.at(word + "/{path+}/tune")
                        .fields(tuningFields())
                        .on(Operation.READ, this::readTuning)
                        .onWrite(this::tune),
                Endpoint.at(word + "/{path+}")
                        .fields(mountFields())
                        .on(Operation.READ, this::read)
                        .onWrite(this::mount)
                        .on(Operation.DELETE, this::unmount)));
        if (!isAuth()) {
            endpoints.add(Endpoint.at("remount")
                    .fields(Field.string("from"), Field.string("to"))
                    .onWrite(this::move));
            endpoints.add(Endpoint.at("remount/status/{migration_id}").on(Operation.READ, this::moved));
        }
        return endpoints;
    }

    private static List<Field> mountFields() {
        return List.of(
                Field.string("type"),
                Field.string("description"),
                Field.map("config"),
                Field.flag("local"),
                Field.flag("seal_wrap"),
                Field.flag("external_entropy_access"),
                Field.string("plugin_name"),
                Field.string("plugin_version"),
                Field.pairs("options"));
    }

    private static List<Field> tuningFields() {
        return List.of(
                Field.string("default_lease_ttl"),
                Field.string("max_lease_ttl"),
                Field.string("description"),
                Field.string("listing_visibility"),
                Field.string("token_type"),
                Field.pairs("options"),
                Field.commas("audit_non_hmac_request_keys"),
                Field.commas("audit_non_hmac_response_keys"),
                Field.commas("passthrough_request_headers"),
                Field.commas("allowed_response_headers"),
                Field.map("user_lockout_config"),
                Field.string("plugin_version"));
    }

    private static String slashed(String path) {
        String clean = path.replaceAll("^/+", "");
        return clean.endsWith("/") ? clean : clean + "/";
    }

    private String route(FieldValues fields) {
        return (isAuth() ? "auth/" : "") + slashed(fields.string("path"));
    }

    private VaultResponse list() {
        Map<String, Object> data = new LinkedHashMap<>();
        mounts.all(kind).forEach(entry -> data.put(entry.path(), MountView.of(entry)));
        return VaultResponse.of(data);
    }

    private MountEntry found(FieldValues fields) {
        return mounts.at(route(fields))
                .orElseThrow(() -> VaultException.refused(
                        isAuth()
                                ? "No auth engine at " + slashed(fields.string("path"))
                                : "No secret engine mount at " + slashed(fields.string("path"))));
    }

    private VaultResponse read(VaultRequest request, FieldValues fields) {
        Map<String, @Nullable Object> view = MountView.of(found(fields));
        view.remove("deprecation_status");
        return VaultResponse.of(view);
    }

    private VaultResponse readTuning(VaultRequest request, FieldValues fields) {
        return VaultResponse.of(MountView.tuning(mounts.at(route(fields))
                .orElseThrow(() -> VaultException.refused(
                        "cannot fetch sysview for path \"" + slashed(fields.string("path")) + "\""))));
    }

    private VaultResponse mount(VaultRequest request, FieldValues fields) {
        String path = slashed(fields.string("path"));
        String type = fields.string("type").equals("plugin") ? fields.string("plugin_name") : fields.string("type");
        VaultException.refuseIf(type.isEmpty(), "backend type must be specified as a string");
        boolean versioned = type.equals("kv-v2") || type.equals("generic") || type.equals("kv-v1");
        Map<String, String> options = new LinkedHashMap<>(fields.pairs("options"));
        if (type.equals("kv-v2")) {
            options.put("version", "2");
        }
        String known = versioned ? "kv" : type;
        checkOptions(known, options);
        Map<String, Object> config = config(fields.map("config"));
        checkPlace(path);
        VaultException.refuseIf(!mounts.knows(kind, known), "plugin not found in the catalog: " + type);
        mounts.put(new MountEntry(
                path,
                kind,
                known,
                fields.string("description"),
                accessor(known),
                core.ids().uuid(),
                fields.flag("local"),
                fields.flag("seal_wrap"),
                fields.flag("external_entropy_access"),
                options,
                config));
        return VaultResponse.NOTHING;
    }

    private static void checkOptions(String type, Map<String, String> options) {
        String version = options.getOrDefault("version", "1");
        VaultException.refuseIf(
                type.equals("kv") && !version.equals("1") && !version.equals("2"),
                "nil backend of type \"kv\" returned from factory");
    }

    private String accessor(String type) {
        return (isAuth() ? "auth_" : "") + type + "_" + core.ids().hex(4);
    }

    private void checkPlace(String path) {
        String route = (isAuth() ? "auth/" : "") + path;
        VaultException.refuseIf(
                !isAuth() && RESERVED.stream().anyMatch(path::startsWith), "cannot mount \"" + path + "\"");
        VaultException.refuseIf(path.contains("..") || path.contains("//"), "relative paths not supported");
        mounts.conflict(route).ifPresent(taken -> {
            throw VaultException.refused(
                    "path is already in use at " + (isAuth() ? taken.substring("auth/".length()) : taken));
        });
    }

    private static Map<String, Object> config(Map<String, @Nullable Object> given) {
        Map<String, Object> config = tuning(given);
        if (seconds(config, "max_lease_ttl") > 0
                && seconds(config, "default_lease_ttl") > seconds(config, "max_lease_ttl")) {
            throw VaultException.refused("given default lease TTL greater than given max lease TTL");
        }
        return config;
    }

    private static Map<String, Object> tuning(Map<String, @Nullable Object> given) {
        Map<String, Object> config = new LinkedHashMap<>();
        putSpan(config, given, "default_lease_ttl");
        putSpan(config, given, "max_lease_ttl");
        if (Boolean.TRUE.equals(given.get("force_no_cache"))) {
            config.put("force_no_cache", true);
        }
        for (String name : List.of("listing_visibility", "token_type")) {
            if (given.get(name) instanceof String text && !text.isEmpty()) {
                config.put(name, checked(name, text));
            }
        }
        LISTS.forEach(name -> {
            if (given.get(name) instanceof List<?> list) {
                config.put(name, List.copyOf(list));
            }
        });
        return config;
    }

    private static String checked(String name, String text) {
        VaultException.refuseIf(
                name.equals("listing_visibility")
                        && !Set.of("hidden", "unauth", "").contains(text),
                "invalid listing_visibility " + text);
        if (name.equals("token_type")
                && !Set.of("default-service", "default-batch", "service", "batch")
                        .contains(text)) {
            throw VaultException.refused("invalid value for 'token_type'");
        }
        return text;
    }

    private static long seconds(Map<String, Object> config, String name) {
        return config.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static void putSpan(Map<String, Object> config, Map<String, @Nullable Object> given, String name) {
        Object value = given.get(name);
        if (value == null || "".equals(value)) {
            return;
        }
        if ("system".equals(value)) {
            config.put(name, 0L);
            return;
        }
        Duration span = Spans.parse(value)
                .filter(parsed -> !parsed.isNegative())
                .orElseThrow(
                        () -> VaultException.refused("unable to parse " + (name.startsWith("max") ? "max" : "default")
                                + " TTL of " + value + ": time: invalid duration \"" + value + "\""));
        config.put(name, span.toSeconds());
    }

    private VaultResponse unmount(VaultRequest request, FieldValues fields) {
        String path = slashed(fields.string("path"));
        VaultException.refuseIf(
                KEPT.contains(path),
                isAuth() ? "token credential backend cannot be disabled" : "cannot unmount \"" + path + "\"");
        mounts.at(route(fields)).ifPresent(entry -> {
            core.lending().leases().below(entry.route()).forEach(id -> core.lending()
                    .find(id)
                    .ifPresent(lease -> core.lending().revokeLease(lease, true)));
            if (isAuth()) {
                revokeTokensOf(entry);
            }
            mounts.remove(entry);
        });
        return VaultResponse.NOTHING;
    }

    private void revokeTokensOf(MountEntry entry) {
        for (String hash : core.lending().tokens().hashes()) {
            core.lending()
                    .tokens()
                    .findByHash(hash)
                    .filter(token -> token.entry().path().startsWith(entry.route()))
                    .ifPresent(token -> core.lending().revokeTree(hash));
        }
    }

    private VaultResponse tune(VaultRequest request, FieldValues fields) {
        MountEntry entry = mounts.at(route(fields))
                .orElseThrow(() -> VaultException.refused(
                        "tune of path \"" + slashed(fields.string("path")) + "\" failed: no mount entry found"));
        Map<String, Object> config = new LinkedHashMap<>(entry.config());
        config.putAll(tuning(fields.all()));
        if (seconds(config, "max_lease_ttl") > 0
                && seconds(config, "default_lease_ttl") > seconds(config, "max_lease_ttl")) {
            throw VaultException.refused("backend max lease TTL of " + seconds(config, "max_lease_ttl")
                    + " would be less than backend default lease TTL of " + seconds(config, "default_lease_ttl"));
        }
        Map<String, String> options = new LinkedHashMap<>(entry.options());
        options.putAll(fields.pairs("options"));
        checkOptions(entry.type(), options);
        mounts.put(entry.tuned(fields.stringOr("description", entry.description()), options, config));
        return VaultResponse.NOTHING;
    }

    private VaultResponse move(VaultRequest request, FieldValues fields) {
        VaultException.refuseIf(
                fields.string("from").isEmpty() || fields.string("to").isEmpty(),
                "both 'from' and 'to' path must be specified as a string");
        String from = slashed(fields.string("from"));
        String to = slashed(fields.string("to"));
        MountEntry entry =
                mounts.at(from).orElseThrow(() -> VaultException.refused("no matching mount at \"" + from + "\""));
        VaultException.refuseIf(
                entry.kind().equals("auth") != to.startsWith("auth/"), "cannot remount auth mount to non-auth mount");
        VaultException.refuseIf(KEPT.contains(entry.path()), "cannot remount \"" + from + "\"");
        VaultException.refuseIf(KEPT.contains(to), "cannot remount to destination " + to);
        mounts.conflict(to).ifPresent(taken -> {
            throw VaultException.refused("path is already in use at " + taken);
        });
        mounts.move(entry, to.startsWith("auth/") ? to.substring("auth/".length()) : to);
        return VaultResponse.of("migration_id", core.ids().uuid())
                .warn("Mount move has been queued. Progress will be reported in Vault's server log, tagged with the"
                        + " returned migration_id");
    }

    private VaultResponse moved(VaultRequest request, FieldValues fields) {
        return VaultResponse.of(
                Map.of("migration_id", fields.string("migration_id"), "migration_info", Map.of("status", "success")));
    }
}
