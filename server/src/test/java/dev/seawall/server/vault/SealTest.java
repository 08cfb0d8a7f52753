package dev.seawall.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.audit.AuditChain;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.server.store.embedded.SqliteVaultStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A vault on disk: made, sealed, opened, opened by itself, put back, tampered with. */
final class SealTest {
    @TempDir
    private Path folder;

    private VaultFixture open() throws IOException {
        return VaultFixture.open(folder, SqliteVaultStorage.open(folder.resolve("vault.db")), false);
    }

    private static int unseal(VaultFixture vault, String key) {
        return vault.ask("PUT", "/v1/sys/unseal", "", "{\"key\":\"" + key + "\"}")
                .status();
    }

    private static List<String> keys(JsonNode init, String name) {
        List<String> keys = new ArrayList<>();
        init.get(name).forEach(key -> keys.add(key.asString()));
        return keys;
    }

    @Test
    void opensWithEnoughSharesAndOnlyWithThem() throws IOException {
        JsonNode init;
        try (VaultFixture vault = open()) {
            assertEquals(501, vault.ask("GET", "/v1/sys/health", "", "").status());
            init = vault.json(vault.ask("PUT", "/v1/sys/init", "", "{\"secret_shares\":5,\"secret_threshold\":3}"));
            assertEquals(503, vault.ask("GET", "/v1/sys/health", "", "").status());
            List<String> keys = keys(init, "keys");
            assertEquals(5, keys.size());
            unseal(vault, keys.get(4));
            unseal(vault, keys.get(0));
            assertEquals(503, vault.ask("GET", "/v1/sys/health", "", "").status());
            assertEquals(200, unseal(vault, keys.get(2)));
            String root = init.get("root_token").asString();
            assertEquals(
                    204,
                    vault.ask("POST", "/v1/sys/mounts/kv", root, "{\"type\":\"kv\"}")
                            .status());
            assertEquals(
                    204,
                    vault.ask("POST", "/v1/kv/a", root, "{\"x\":\"hidden-word\"}")
                            .status());
            assertEquals(204, vault.ask("PUT", "/v1/sys/seal", root, "").status());
            assertEquals(503, vault.ask("GET", "/v1/kv/a", root, "").status());
            unseal(vault, keys.get(0));
            unseal(vault, keys.get(1));
            assertEquals(400, unseal(vault, "b189d98fdec3a15bed9b1cce5088f82b92896696b788c07bdf03c73da08279a5e8"));
        }
        try (VaultFixture again = open()) {
            keys(init, "keys_base64").subList(1, 4).forEach(key -> unseal(again, key));
            HttpReply reply =
                    again.ask("GET", "/v1/kv/a", init.get("root_token").asString(), "");
            assertEquals("hidden-word", again.json(reply).get("data").get("x").asString());
        }
        assertNowhereOnDisk("hidden-word");
        assertNowhereOnDisk(init.get("root_token").asString());
    }

    private void assertNowhereOnDisk(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(secret), file + " holds a secret");
            }
        }
    }

    @Test
    void opensItselfByItsKeyFile() throws IOException {
        JsonNode init;
        try (VaultFixture vault = open()) {
            init = vault.json(vault.ask("PUT", "/v1/sys/init", "", "{\"recovery_shares\":3,\"recovery_threshold\":2}"));
            assertEquals(3, keys(init, "recovery_keys").size());
            assertEquals(200, vault.ask("GET", "/v1/sys/health", "", "").status());
        }
        try (VaultFixture again = open()) {
            assertEquals(200, again.ask("GET", "/v1/sys/health", "", "").status());
            String root = init.get("root_token").asString();
            assertEquals(
                    200,
                    again.ask("GET", "/v1/auth/token/lookup-self", root, "").status());
        }
        Path key = folder.resolve("key");
        Files.delete(key);
        Files.write(key, new byte[32]);
        assertThrows(SeawallException.class, this::open);
    }

    @Test
    void knowsAnOlderStorage() throws IOException {
        Path anchor = folder.resolve("anchor");
        Path file = folder.resolve("vault.db");
        VaultOptions options = new VaultOptions(folder, folder.resolve("key"), Optional.of(anchor), false, false);
        byte[] old;
        String root;
        try (VaultFixture vault = VaultFixture.open(options, SqliteVaultStorage.open(file))) {
            JsonNode init = vault.json(
                    vault.ask("PUT", "/v1/sys/init", "", "{\"recovery_shares\":1,\"recovery_threshold\":1}"));
            root = init.get("root_token").asString();
            assertEquals(
                    204,
                    vault.ask("POST", "/v1/sys/mounts/kv", root, "{\"type\":\"kv\"}")
                            .status());
        }
        old = Files.readAllBytes(file);
        try (VaultFixture vault = VaultFixture.open(options, SqliteVaultStorage.open(file))) {
            assertEquals(
                    204, vault.ask("POST", "/v1/kv/a", root, "{\"x\":\"y\"}").status());
        }
        Files.write(file, old);
        assertThrows(SeawallException.class, () -> VaultFixture.open(options, SqliteVaultStorage.open(file)));
        VaultOptions accepting = new VaultOptions(folder, folder.resolve("key"), Optional.of(anchor), true, false);
        try (VaultFixture vault = VaultFixture.open(accepting, SqliteVaultStorage.open(file))) {
            assertEquals(404, vault.ask("GET", "/v1/kv/a", root, "").status());
        }
    }

    @Test
    void writesDownWhatItDoes() throws IOException {
        try (VaultFixture vault = VaultFixture.dev(folder)) {
            vault.ask("POST", "/v1/secret/data/a", vault.root(), "{\"data\":{\"k\":\"hidden-word\"}}");
            vault.ask("GET", "/v1/secret/data/a", "hvs.nobody", "");
        }
        Path log = folder.resolve("audit.log");
        AuditChain.Verdict verdict = AuditChain.verify(log);
        assertTrue(verdict.problem().isEmpty());
        assertEquals(4, verdict.lines());
        assertNowhereOnDisk("hidden-word");
        String text = Files.readString(log);
        Files.writeString(log, text.replaceFirst("\"operation\":\"create\"", "\"operation\":\"read\""));
        assertEquals(
                Optional.of("line 1 was changed, or a line before it taken out"),
                AuditChain.verify(log).problem());
        Files.writeString(log, text.substring(text.indexOf('\n') + 1));
        assertTrue(AuditChain.verify(log).problem().isPresent());
    }
}
