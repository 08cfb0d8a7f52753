package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.request.MountEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mount as the API shows it. */
final class MountView {
    private static final List<String> SHOWN_WHEN_SET = List.of(
            "audit_non_hmac_request_keys",
            "audit_non_hmac_response_keys",
            "listing_visibility",
            "passthrough_request_headers",
            "allowed_response_headers",
            "user_lockout_config");

    private static final List<String> BUILT_IN = List.of("system", "identity", "cubbyhole", "token");

    private MountView() {}

    /** In a list of mounts. */
    static Map<String, @Nullable Object> of(MountEntry entry) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("accessor", entry.accessor());
        view.put("config", config(entry));
        if (!BUILT_IN.contains(entry.type())) {
            view.put("deprecation_status", "supported");
        }
        view.put("description", entry.description());
        view.put("external_entropy_access", entry.externalEntropy());
        view.put("local", entry.local());
        view.put("options", BUILT_IN.contains(entry.type()) ? null : new TreeMap<>(entry.options()));
        view.put("plugin_version", "");
        view.put("running_plugin_version", "v1.21.4+builtin.vault");
        view.put("running_sha256", "");
        view.put("seal_wrap", entry.sealWrap());
        view.put("type", entry.type());
        view.put("uuid", entry.uuid());
        return view;
    }

    private static Map<String, Object> config(MountEntry entry) {
        Map<String, Object> config = new TreeMap<>();
        config.put("default_lease_ttl", entry.config().getOrDefault("default_lease_ttl", 0));
        config.put("force_no_cache", entry.config().getOrDefault("force_no_cache", false));
        config.put("max_lease_ttl", entry.config().getOrDefault("max_lease_ttl", 0));
        if (entry.kind().equals("auth")) {
            config.put("token_type", entry.config().getOrDefault("token_type", "default-service"));
        }
        SHOWN_WHEN_SET.forEach(name -> {
            Object value = entry.config().get(name);
            if (value != null) {
                config.put(name, value);
            }
        });
        return config;
    }

    /** In a list of mounts, with the spans that are in force. */
    static Map<String, @Nullable Object> effective(MountEntry entry) {
        Map<String, @Nullable Object> view = of(entry);
        Map<String, Object> config = config(entry);
        config.put("default_lease_ttl", entry.defaultTtl().toSeconds());
        config.put("max_lease_ttl", entry.maxTtl().toSeconds());
        view.put("config", config);
        return view;
    }

    /** As its tuning. */
    static Map<String, @Nullable Object> tuning(MountEntry entry) {
        Map<String, @Nullable Object> view = new TreeMap<>(config(entry));
        view.put("default_lease_ttl", entry.defaultTtl().toSeconds());
        view.put("max_lease_ttl", entry.maxTtl().toSeconds());
        view.put("description", entry.description());
        if (!entry.options().isEmpty()) {
            view.put("options", new TreeMap<>(entry.options()));
        }
        return view;
    }
}
