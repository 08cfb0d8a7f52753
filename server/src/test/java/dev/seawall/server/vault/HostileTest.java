package dev.seawall.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.server.vault.policy.BadPolicyException;
import dev.seawall.server.vault.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Requests that nobody honest sends. */
final class HostileTest {
    private static final List<String> BODIES = List.of(
            "{",
            "[",
            "\"",
            "null",
            "[1,2]",
            "{\"a\":",
            "\u0000",
            "{\"data\":{\"a\":\"" + "x".repeat(1000) + "\"",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"data\":" + "[".repeat(5000),
            "a=b&c",
            "<xml/>",
            "{\"data\":{\"a\":1e999999999}}",
            "{\"data\":\"\\ud800\"}");
    private static final List<String> PATHS = List.of(
            "/v1/secret/data/a/../../sys/mounts",
            "/v1/%2e%2e/sys/mounts",
            "/v1/secret/data/%00",
            "/v1//",
            "/v1/sys/../sys",
            "/v1/secret/data/" + "a".repeat(5000),
            "/v1/secret/data/\u202e\u0000x",
            "/v1/sys/mounts/..%2f..",
            "/",
            "",
            "/v1/auth/token/lookup/../create",
            "/v1/secret/data/a%2fb");

    @TempDir
    private Path folder;

    @Test
    void neverBreaks() {
        try (VaultFixture vault = VaultFixture.dev(folder)) {
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "LIST", "HEAD", "TRACE", "\u0001")) {
                for (String path : PATHS) {
                    for (String body : BODIES) {
                        HttpReply reply =
                                vault.ask(method, path, vault.root(), body, Map.of("content-type", "text/\u0001"));
                        assertTrue(reply.status() < 500, method + " " + path + " " + reply.status());
                    }
                }
            }
            assertEquals(200, vault.ask("GET", "/v1/sys/health", "", "").status());
        }
    }

    @Test
    void letsNobodyGuess() {
        try (VaultFixture vault = VaultFixture.dev(folder)) {
            vault.ask("POST", "/v1/sys/auth/userpass", vault.root(), "{\"type\":\"userpass\"}");
            vault.ask("POST", "/v1/auth/userpass/users/bob", vault.root(), "{\"password\":\"right\"}");
            for (int i = 0; i < 5; i++) {
                assertEquals(400, login(vault, "wrong" + i));
            }
            assertEquals(403, login(vault, "right"), "after five wrong ones even the right one must wait");
        }
    }

    private static int login(VaultFixture vault, String password) {
        return vault.ask("POST", "/v1/auth/userpass/login/bob", "", "{\"password\":\"" + password + "\"}")
                .status();
    }

    @Test
    void opensAWrapOnce() {
        try (VaultFixture vault = VaultFixture.dev(folder)) {
            HttpReply wrapped = vault.ask(
                    "POST", "/v1/sys/wrapping/wrap", vault.root(), "{\"a\":\"b\"}", Map.of("x-vault-wrap-ttl", "60"));
            JsonNode where = vault.json(wrapped).get("wrap_info");
            String token = where.get("token").asString();
            assertEquals(
                    200, vault.ask("POST", "/v1/sys/wrapping/unwrap", token, "").status());
            assertEquals(
                    400, vault.ask("POST", "/v1/sys/wrapping/unwrap", token, "").status());
        }
    }

    @Test
    void takesNoForgedWebToken() {
        try (VaultFixture vault = VaultFixture.dev(folder)) {
            String root = vault.root();
            vault.ask("POST", "/v1/sys/auth/jwt", root, "{\"type\":\"jwt\"}");
            vault.ask(
                    "POST",
                    "/v1/auth/jwt/config",
                    root,
                    "{\"jwt_validation_pubkeys\":\"" + PUBLIC.replace("\n", "\\n") + "\"}");
            vault.ask(
                    "POST",
                    "/v1/auth/jwt/role/r",
                    root,
                    "{\"user_claim\":\"sub\",\"bound_subject\":\"x\",\"role_type\":\"jwt\"}");
            for (String forged : List.of(
                    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjo0MDAwMDAwMDAwfQ.",
                    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4IiwiZXhwIjo0MDAwMDAwMDAwfQ.AAAA",
                    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4IiwiZXhwIjo0MDAwMDAwMDAwfQ." + "A".repeat(86),
                    "a.b.c",
                    "..",
                    "x")) {
                HttpReply reply =
                        vault.ask("POST", "/v1/auth/jwt/login", "", "{\"role\":\"r\",\"jwt\":\"" + forged + "\"}");
                assertEquals(400, reply.status(), forged);
            }
        }
    }

    private static final String SIGNS = "{}[]=\"\\#/*,:<\n+x0";
    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9
            q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==
            -----END PUBLIC KEY-----
            """;

    @Test
    void policiesNeverBreakTheParser() {
        String good =
                "path \"a/+/b*\" { capabilities = [\"read\", \"list\"]\n allowed_parameters = { \"x\" = [1, \"y*\"] } } # end\n";
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = 0; change < 1 + random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                    default -> text.setCharAt(at, (char) random.nextInt(0x180));
                }
            }
            try {
                Policy.parse("p", text.toString());
            } catch (BadPolicyException refused) {
                assertTrue(refused.getMessage().startsWith("failed to parse policy"));
            }
        }
    }
}
