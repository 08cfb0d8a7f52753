package dev.seawall.server.vault.audit;

import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Requests and answers as audit lines show them: texts as keyed hashes, numbers and booleans as they are. */
record AuditView(UnaryOperator<String> hash) {
    private static final Set<String> CLEAR = Set.of(
            "policies",
            "token_policies",
            "identity_policies",
            "lease_duration",
            "renewable",
            "entity_id",
            "token_type",
            "orphan",
            "num_uses",
            "ttl",
            "creation_time",
            "creation_path");

    Map<String, @Nullable Object> auth(VaultRequest request) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        TokenEntry entry = request.caller();
        if (entry != null) {
            view.put("client_token", hash.apply(entry.id()));
            view.put("accessor", hash.apply(entry.accessor()));
            view.put("display_name", entry.displayName());
            view.put("policies", entry.policies());
            view.put("token_policies", entry.policies());
            view.put("entity_id", entry.entityId());
            view.put("token_type", entry.type());
        }
        return view;
    }

    Map<String, @Nullable Object> request(VaultRequest request, String path) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", request.id());
        view.put("operation", request.operation().word());
        if (!request.token().isEmpty()) {
            view.put("client_token", hash.apply(request.token()));
        }
        view.put("path", path);
        view.put("data", hashed(request.data()));
        view.put("remote_address", request.origin().address());
        view.put("remote_port", request.origin().port());
        if (request.wrapTtl() != null) {
            view.put("wrap_ttl", request.wrapTtl().toSeconds());
        }
        return view;
    }

    Map<String, @Nullable Object> response(@Nullable VaultResponse response) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        if (response == null) {
            return view;
        }
        if (response.auth() != null) {
            view.put("auth", hashed(response.auth()));
        }
        if (response.data() != null) {
            view.put("data", hashed(response.data()));
        }
        if (response.wrap() != null) {
            view.put("wrap_info", hashed(response.wrap()));
        }
        if (!response.leaseId().isEmpty()) {
            view.put("secret", Map.of("lease_id", response.leaseId()));
        }
        return view;
    }

    private Map<String, @Nullable Object> hashed(Map<?, ?> values) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            String key = String.valueOf(name);
            view.put(key, CLEAR.contains(key) ? value : hashed(value));
        });
        return view;
    }

    private @Nullable Object hashed(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> hash.apply(text);
            case Map<?, ?> map -> hashed(map);
            case List<?> list -> list.stream().map(this::hashed).toList();
            case Number number -> number;
            case Boolean flag -> flag;
            default -> hash.apply(String.valueOf(value));
        };
    }
}
