package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Callers;
import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Life;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import dev.seawall.server.vault.seal.SealConfig;
import dev.seawall.server.vault.seal.SealGuard;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The paths that work on a sealed vault: init, unseal, seal, health. Their answers come without an envelope. */
public final class SealPaths {
    /** The version of the API that answers name. */
    public static final String VERSION = "1.21.4";

    private final Core core;
    private final SealGuard guard;
    private final Life life;
    private final ReentrantLock lock = new ReentrantLock();

    /** What is asked: the body, the query, and the request as the core would see it. */
    public record Ask(Map<String, @Nullable Object> body, Map<String, List<String>> query, VaultRequest request) {
        String text(String name) {
            return body.get(name) instanceof String text ? text : "";
        }

        int number(String name) {
            return body.get(name) instanceof Number number ? number.intValue() : 0;
        }

        boolean has(String name) {
            return body.get(name) != null;
        }
    }

    /** The paths over a vault's life. */
    public SealPaths(Core core, SealGuard guard, Life life) {
        this.core = core;
        this.guard = guard;
        this.life = life;
    }

    /** The answer, when the path is one of these. */
    public Optional<VaultResponse> answer(String method, String path, Ask ask) {
        boolean read = method.equals("GET") || method.equals("HEAD");
        boolean write = method.equals("PUT") || method.equals("POST");
        return switch (path) {
            case "sys/init" ->
                Optional.of(read ? VaultResponse.of("initialized", guard.isInitialized()) : initialize(write, ask));
            case "sys/seal-status" -> Optional.of(only(read, this::status));
            case "sys/unseal" -> Optional.of(only(write, () -> unseal(ask)));
            case "sys/seal", "sys/step-down" -> Optional.of(only(write, () -> seal(path, ask)));
            case "sys/health" -> Optional.of(only(read, () -> health(ask.query())));
            case "sys/leader" -> Optional.of(only(read, SealPaths::leader));
            default -> Optional.empty();
        };
    }

    private static VaultResponse only(boolean allowed, java.util.function.Supplier<VaultResponse> answer) {
        if (!allowed) {
            throw VaultException.none(405);
        }
        return answer.get();
    }

    private VaultResponse status() {
        SealConfig config = guard.recoveryConfig().or(guard::config).orElse(new SealConfig("shamir", 0, 0));
        boolean recovery = guard.recoveryConfig().isPresent();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", guard.config().map(SealConfig::type).orElse("shamir"));
        data.put("initialized", guard.isInitialized());
        data.put("sealed", core.barrier().isSealed());
        data.put("t", config.threshold());
        data.put("n", config.shares());
        data.put("progress", guard.progress());
        data.put("nonce", guard.nonce());
        data.put("version", VERSION);
        data.put("build_date", "2026-01-01T00:00:00Z");
        data.put("migration", false);
        if (!core.barrier().isSealed()) {
            data.put("cluster_name", life.clusterName());
            data.put("cluster_id", life.clusterId());
        }
        data.put("recovery_seal", recovery);
        data.put("storage_type", core.barrier().storageType());
        return VaultResponse.of(data);
    }

    private VaultResponse initialize(boolean write, Ask ask) {
        if (!write) {
            throw VaultException.none(405);
        }
        lock.lock();
        try {
            VaultException.refuseIf(guard.isInitialized(), "Vault is already initialized");
            Map<String, Object> made = core.barrier().together(() -> make(ask));
            if (made.containsKey("recovery_keys")) {
                core.lending().start();
            } else {
                core.seal();
            }
            return VaultResponse.of(made);
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Object> make(Ask ask) {
        boolean recovery = ask.has("recovery_shares") && !ask.has("secret_shares");
        int shares = recovery ? ask.number("recovery_shares") : ask.number("secret_shares");
        int threshold = recovery ? ask.number("recovery_threshold") : ask.number("secret_threshold");
        check(shares, threshold);
        try {
            List<byte[]> keys =
                    recovery ? guard.initializeByKeyFile(shares, threshold) : guard.initialize(shares, threshold);
            String rootToken = life.begin();
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("keys", recovery ? List.of() : hex(keys));
            data.put("keys_base64", recovery ? List.of() : base64(keys));
            if (recovery) {
                data.put("recovery_keys", hex(keys));
                data.put("recovery_keys_base64", base64(keys));
            }
            data.put("root_token", rootToken);
            return data;
        } catch (GeneralSecurityException failed) {
            throw VaultException.of(500, String.valueOf(failed.getMessage()));
        }
    }

    private static void check(int shares, int threshold) {
        String problem = shares < 1
                ? "shares must be at least one"
                : threshold < 1
                        ? "threshold must be at least one"
                        : shares > 1 && threshold == 1
                                ? "threshold must be greater than one for multiple shares"
                                : shares > 255
                                        ? "shares must be less than 256"
                                        : threshold > 255
                                                ? "threshold must be less than 256"
                                                : threshold > shares ? "threshold cannot be larger than shares" : "";
        VaultException.refuseIf(!problem.isEmpty(), "invalid seal configuration: " + problem);
    }

    private static List<String> hex(List<byte[]> keys) {
        return keys.stream().map(HexFormat.of()::formatHex).toList();
    }

    private static List<String> base64(List<byte[]> keys) {
        return keys.stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    private VaultResponse unseal(Ask ask) {
        lock.lock();
        try {
            if (Boolean.TRUE.equals(ask.body().get("reset"))) {
                guard.resetProgress();
                return status();
            }
            VaultException.refuseIf(
                    ask.text("key").isEmpty(),
                    "'key' must be specified in request body as JSON, or 'reset' set to true");
            VaultException.refuseIf(!guard.isInitialized(), "Vault is not initialized");
            byte[] share = decode(ask.text("key"));
            if (core.barrier().isSealed()) {
                take(share);
            }
            return status();
        } finally {
            lock.unlock();
        }
    }

    private void take(byte[] share) {
        try {
            if (guard.unseal(share)) {
                life.open();
            }
        } catch (GeneralSecurityException wrong) {
            throw VaultException.refused("Unseal failed, invalid key");
        }
    }

    private static byte[] decode(String key) {
        try {
            return HexFormat.of().parseHex(key);
        } catch (IllegalArgumentException notHex) {
            return decodeBase64(key);
        }
    }

    private static byte[] decodeBase64(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException neither) {
            throw VaultException.refused("'key' must be a valid hex or base64 string");
        }
    }

    private VaultResponse seal(String path, Ask ask) {
        if (core.barrier().isSealed()) {
            return VaultResponse.NOTHING;
        }
        VaultRequest request = ask.request().with(Operation.UPDATE);
        if (!Callers.maySudo(core, request)) {
            throw ask.request().token().isEmpty()
                    ? VaultException.of(403, "permission denied")
                    : VaultException.denied();
        }
        if (path.equals("sys/seal")) {
            core.seal();
        }
        return VaultResponse.NOTHING;
    }

    private VaultResponse health(Map<String, List<String>> query) {
        boolean sealed = core.barrier().isSealed();
        boolean initialized = guard.isInitialized();
        int status = !initialized
                ? code(query, "uninitcode", 501)
                : sealed ? code(query, "sealedcode", 503) : code(query, "activecode", 200);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("initialized", initialized);
        data.put("sealed", sealed);
        data.put("standby", sealed);
        data.put("performance_standby", false);
        data.put("replication_performance_mode", sealed ? "unknown" : "disabled");
        data.put("replication_dr_mode", sealed ? "unknown" : "disabled");
        data.put("server_time_utc", core.clock().instant().getEpochSecond());
        data.put("version", VERSION);
        data.put("enterprise", false);
        if (!sealed) {
            data.put("cluster_name", life.clusterName());
            data.put("cluster_id", life.clusterId());
        }
        data.put("echo_duration_ms", 0);
        data.put("clock_skew_ms", 0);
        data.put("replication_primary_canary_age_ms", 0);
        return VaultResponse.of(data).withStatus(status);
    }

    private static int code(Map<String, List<String>> query, String name, int usual) {
        List<String> given = query.getOrDefault(name, List.of());
        if (given.isEmpty()) {
            return usual;
        }
        try {
            return Math.clamp(Integer.parseInt(given.getFirst()), 100, 599);
        } catch (NumberFormatException malformed) {
            throw VaultException.none(400);
        }
    }

    private static VaultResponse leader() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ha_enabled", false);
        data.put("is_self", false);
        data.put("active_time", "0001-01-01T00:00:00Z");
        data.put("leader_address", "");
        data.put("leader_cluster_address", "");
        data.put("performance_standby", false);
        data.put("performance_standby_last_remote_wal", 0);
        return VaultResponse.of(data);
    }
}
