package dev.seawall.server.vault.request;

import java.time.Duration;
import java.util.Map;

/**
 * A backend at its place.
 *
 * @param path with its trailing slash and, for login methods, without the leading auth/
 * @param kind secret or auth
 * @param type for example kv
 * @param accessor a name that survives a move
 * @param uuid the folder of its entries
 * @param options for example version 2
 * @param config what tuning set, by the names of the API; absent is default
 */
public record MountEntry(
        String path,
        String kind,
        String type,
        String description,
        String accessor,
        String uuid,
        boolean local,
        boolean sealWrap,
        boolean externalEntropy,
        Map<String, String> options,
        Map<String, Object> config) {
    /** The lease that things get when nobody says otherwise: 32 days. */
    public static final Duration SYSTEM_TTL = Duration.ofHours(768);

    public MountEntry {
        options = Map.copyOf(options);
        config = Map.copyOf(config);
    }

    /** The path requests come by: with auth/ for login methods. */
    public String route() {
        return kind.equals("auth") ? "auth/" + path : path;
    }

    private long seconds(String name) {
        return config.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** The lease given when nothing else is asked. */
    public Duration defaultTtl() {
        long own = seconds("default_lease_ttl");
        return own == 0 ? SYSTEM_TTL : Duration.ofSeconds(own);
    }

    /** The longest lease, renewals included. */
    public Duration maxTtl() {
        long own = seconds("max_lease_ttl");
        return own == 0 ? SYSTEM_TTL : Duration.ofSeconds(own);
    }

    /** The same backend at another path. */
    public MountEntry at(String other) {
        return new MountEntry(
                other, kind, type, description, accessor, uuid, local, sealWrap, externalEntropy, options, config);
    }

    /** The same backend, tuned. */
    public MountEntry tuned(String newDescription, Map<String, String> newOptions, Map<String, Object> newConfig) {
        return new MountEntry(
                path,
                kind,
                type,
                newDescription,
                accessor,
                uuid,
                local,
                sealWrap,
                externalEntropy,
                newOptions,
                newConfig);
    }
}
