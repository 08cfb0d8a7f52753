package dev.seawall.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.Server;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.api.Auth;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client that most programs have, against a real server over HTTP. */
final class JavaDriverTest {
    @TempDir
    private Path home;

    private Server server;
    private String root = "";

    @BeforeEach
    void start() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ServerOptions options = new ServerOptions(
                home, List.of("vault"), List.of(new ListenAddress("vault", "127.0.0.1", 0)), "off", true, null);
        server = Server.start(options, new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
        root = said.toString(StandardCharsets.UTF_8).replaceAll("(?s).*Root Token: (\\S+).*", "$1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Vault client(String token) throws VaultException {
        return Vault.create(new VaultConfig()
                .address(server.url("vault"))
                .token(token)
                .engineVersion(2)
                .build());
    }

    @Test
    void keepsVersions() throws VaultException {
        Vault vault = client(root);
        vault.logical().write("secret/app", Map.of("password", "one"));
        vault.logical().write("secret/app", Map.of("password", "two"));
        assertEquals("two", vault.logical().read("secret/app").getData().get("password"));
        assertEquals(
                "one", vault.logical().read("secret/app", true, 1).getData().get("password"));
        assertEquals(List.of("app"), vault.logical().list("secret").getListData());
        vault.logical().delete("secret/app", new int[] {2});
        vault.logical().unDelete("secret/app", new int[] {2});
        vault.logical().destroy("secret/app", new int[] {1});
        LogicalResponse gone = vault.logical().delete("secret/app");
        assertEquals(204, gone.getRestResponse().getStatus());
    }

    @Test
    void makesAndEndsTokens() throws VaultException {
        Vault vault = client(root);
        String token = vault.auth()
                .createToken(new Auth.TokenRequest().ttl("1h").polices(List.of("default")))
                .getAuthClientToken();
        Vault other = client(token);
        assertTrue(other.auth().lookupSelf().getTTL() > 3000);
        assertEquals(600, other.auth().renewSelf(600).getAuthLeaseDuration());
        other.auth().revokeSelf();
        assertThrows(VaultException.class, () -> other.auth().lookupSelf());
    }

    @Test
    void logsIn() throws VaultException {
        Vault vault = client(root);
        Vault plain = Vault.create(new VaultConfig()
                .address(server.url("vault"))
                .token(root)
                .engineVersion(1)
                .build());
        plain.logical().write("sys/auth/userpass", Map.of("type", "userpass"));
        plain.logical().write("auth/userpass/users/bob", Map.of("password", "pw"));
        assertTrue(client("")
                .auth()
                .loginByUserPass("bob", "pw")
                .getAuthClientToken()
                .startsWith("hvs."));
        plain.logical().write("sys/auth/approle", Map.of("type", "approle"));
        plain.logical().write("auth/approle/role/app", Map.of("token_policies", "default"));
        String roleId =
                plain.logical().read("auth/approle/role/app/role-id").getData().get("role_id");
        String secretId = plain.logical()
                .write("auth/approle/role/app/secret-id", Map.of())
                .getData()
                .get("secret_id");
        assertTrue(vault.auth()
                .loginByAppRole(roleId, secretId)
                .getAuthClientToken()
                .startsWith("hvs."));
    }

    @Test
    void wraps() throws VaultException {
        Vault vault = client(root);
        String token =
                vault.sys().wrapping().wrap(new JsonObject().add("a", "b"), 60).getToken();
        assertEquals(
                "b", vault.sys().wrapping().unwrap(token).getData().get("a").asString());
    }

    @Test
    void seals() throws VaultException {
        Vault vault = client(root);
        assertEquals(200, vault.debug().health().getRestResponse().getStatus());
        vault.sys().seal().seal();
        assertTrue(vault.sys().seal().sealStatus().getSealed());
    }
}
