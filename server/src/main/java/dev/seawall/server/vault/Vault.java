package dev.seawall.server.vault;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.server.vault.audit.AuditFile;
import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Life;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.seal.KeyFile;
import dev.seawall.server.vault.seal.SealGuard;
import dev.seawall.server.vault.secrets.Databases;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.VaultStorage;
import dev.seawall.server.vault.sys.AuditPaths;
import dev.seawall.server.vault.sys.SealPaths;
import dev.seawall.server.vault.sys.SysBackend;
import dev.seawall.server.vault.sys.TokenBackend;
import dev.seawall.server.vault.wire.RandomIds;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Front door of the vault: storage, barrier, core, backends, seal, API, wired here and nowhere else. */
public final class Vault implements Closeable {
    private final VaultOptions options;
    private final Core core;
    private final SealGuard guard;
    private final VaultHttp http;
    private final Anchor anchor;
    private final AuditPaths auditPaths = new AuditPaths();
    private @Nullable AuditFile auditFile;

    private Vault(VaultOptions options, VaultStorage storage, Databases databases, Clock clock) {
        RandomIds ids = new RandomIds(new SecureRandom());
        this.options = options;
        this.anchor = new Anchor(options.anchor());
        Barrier barrier = new Barrier(storage, ids.source(), clock);
        this.core = new Core(barrier, ids, clock);
        this.guard = new SealGuard(barrier, ids, Optional.of(new KeyFile(options.keyFile())));
        Backends.register(core, databases);
        core.mounts().builtIn("sys/", new SysBackend(core, auditPaths));
        core.mounts().builtIn("auth/token/", new TokenBackend(core));
        this.http = new VaultHttp(core, new SealPaths(core, guard, new Turns()));
    }

    /**
     * Opens a vault: sealed, unless it opens itself by its key file or is one for trying out.
     *
     * @param databases where dynamic users are made
     * @param out gets what a person must see once
     */
    public static Vault open(
            VaultOptions options, VaultStorage storage, Databases databases, Clock clock, PrintStream out) {
        Vault vault = new Vault(options, storage, databases, clock);
        vault.start(out);
        return vault;
    }

    private void start(PrintStream out) {
        try {
            if (options.dev()) {
                startDev(out);
            } else if (guard.openByKeyFile()) {
                core.barrier().together(() -> {
                    new Turns().open();
                    return core;
                });
            }
        } catch (GeneralSecurityException wrongKey) {
            throw new SeawallException(
                    "open the vault with its key file",
                    String.valueOf(wrongKey.getMessage()),
                    "Put back the key file of this vault, or unseal it with recovery keys",
                    wrongKey);
        }
    }

    private void startDev(PrintStream out) throws GeneralSecurityException {
        String[] token = new String[1];
        List<byte[]> keys = core.barrier().together(() -> {
            try {
                List<byte[]> made = guard.initialize(1, 1);
                token[0] = new Turns().begin();
                core.mounts().put(mount("secret/", "secret", "kv", "key/value secret storage", Map.of("version", "2")));
                return made;
            } catch (GeneralSecurityException failed) {
                throw new IllegalStateException(failed);
            }
        });
        core.lending().start();
        out.println("Unseal Key: " + Base64.getEncoder().encodeToString(keys.getFirst()));
        out.println("Root Token: " + token[0]);
        out.flush();
    }

    /** The HTTP API. */
    public HttpReply answer(HttpQuestion question) {
        return http.answer(question);
    }

    private MountEntry mount(String path, String kind, String type, String description, Map<String, String> options) {
        String accessor =
                (kind.equals("auth") ? "auth_" : "") + type + "_" + core.ids().hex(4);
        boolean local = type.equals("cubbyhole");
        return new MountEntry(
                path,
                kind,
                type,
                description,
                accessor,
                core.ids().uuid(),
                local,
                type.equals("system"),
                false,
                options,
                config(type));
    }

    private static Map<String, Object> config(String type) {
        return switch (type) {
            case "system" -> Map.of("passthrough_request_headers", List.of("Accept"));
            case "identity" -> Map.of("passthrough_request_headers", List.of("Authorization"));
            default -> Map.of();
        };
    }

    /** From now on nothing is done that is not written down. */
    private void startAudit() {
        if (auditFile != null) {
            return;
        }
        Path path = options.folder().resolve("audit.log");
        try {
            Files.createDirectories(options.folder());
            byte[] salt = core.barrier().derive("audit");
            AuditFile file = AuditFile.open(path, core.clock(), () -> salt, core.barrier()::epoch);
            auditFile = file;
            core.auditTo(file);
            Map<String, String> shown = Map.of("file_path", path.toString());
            auditPaths.add("file/", new AuditPaths.Device("file", "", shown, file::hash));
        } catch (IOException unwritable) {
            throw new SeawallException(
                    "write the vault's audit log " + path,
                    String.valueOf(unwritable.getMessage()),
                    "Make its folder writable; the vault does nothing it cannot write down",
                    unwritable);
        }
    }

    private final class Turns implements Life {
        @Override
        public String begin() {
            core.barrier().checkLedger(0, true);
            core.policies().initialize();
            core.mounts().put(mount("cubbyhole/", "secret", "cubbyhole", "per-token private secret storage", Map.of()));
            core.mounts().put(mount("identity/", "secret", "identity", "identity store", Map.of()));
            core.mounts()
                    .put(mount(
                            "sys/",
                            "secret",
                            "system",
                            "system endpoints used for control, policy and debugging",
                            Map.of()));
            core.mounts().put(mount("token/", "auth", "token", "token based credentials", Map.of()));
            core.barrier().put("core/cluster", core.ids().uuid().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            core.barrier().onCommit(anchor::write);
            startAudit();
            return rootToken();
        }

        private String rootToken() {
            TokenEntry root = new TokenEntry(
                    core.lending().tokens().newToken(),
                    core.lending().tokens().newAccessor(),
                    "",
                    List.of("root"),
                    "auth/token/root",
                    Map.of(),
                    "root",
                    0,
                    core.lending().tokens().now(),
                    0,
                    0,
                    0,
                    "",
                    TokenEntry.SERVICE,
                    "",
                    List.of(),
                    Map.of(),
                    false,
                    true);
            return core.lending().issue(root, 0).entry().id();
        }

        @Override
        public void open() {
            try {
                Optional<String> wrong = core.barrier().checkLedger(anchor.read(), options.acceptRollback());
                if (wrong.isPresent()) {
                    core.barrier().seal();
                    throw new SeawallException(
                            "open the vault",
                            wrong.get(),
                            "Restore the newest copy, or start once with --accept-rollback to take this one");
                }
            } catch (IOException unreadable) {
                core.barrier().seal();
                throw new SeawallException(
                        "open the vault", String.valueOf(unreadable.getMessage()), "Mend the anchor file", unreadable);
            }
            core.barrier().onCommit(anchor::write);
            core.load();
            startAudit();
        }

        @Override
        public String clusterName() {
            return "vault-cluster-" + clusterId().substring(0, 8);
        }

        @Override
        public String clusterId() {
            return core.barrier()
                    .get("core/cluster")
                    .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.US_ASCII))
                    .orElse("00000000-0000-0000-0000-000000000000");
        }
    }

    @Override
    public void close() {
        core.close();
        AuditFile file = auditFile;
        if (file != null) {
            closeAudit(file);
        }
    }

    private static void closeAudit(AuditFile file) {
        try {
            file.close();
        } catch (IOException failed) {
            System.getLogger(Vault.class.getName())
                    .log(System.Logger.Level.WARNING, "while closing the audit log: " + failed.getMessage());
        }
    }
}
