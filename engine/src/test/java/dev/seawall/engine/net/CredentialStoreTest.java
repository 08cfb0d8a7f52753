package dev.seawall.engine.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.net.Credential.Anonymous;
import dev.seawall.engine.net.Credential.IdentityToken;
import dev.seawall.engine.net.Credential.Login;
import dev.seawall.engine.net.Credential.RegistryToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialStoreTest {
    @TempDir
    Path folder;

    private Credential find(String registry, String repository) throws IOException {
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "XDG_RUNTIME_DIR", folder.resolve("run").toString(),
                "PATH", folder + ":/nonexistent::");
        return new CredentialStore(RegistryOptions.of(environment)).find(registry, repository);
    }

    private void docker(String json) throws IOException {
        Files.createDirectories(folder.resolve(".docker"));
        Files.writeString(folder.resolve(".docker/config.json"), json);
    }

    private void podman(String json) throws IOException {
        Files.createDirectories(folder.resolve("run/containers"));
        Files.writeString(folder.resolve("run/containers/auth.json"), json);
    }

    private void helper(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theFileOfDockerIsRead() throws IOException {
        assertEquals(new Anonymous(), find("registry.example.org", "app"));
        docker("""
                {"auths":{"https://index.docker.io/v1/":{"auth":"dTpwOnE="},"a.example.org":{"identitytoken":"t"},
                 "https://b.example.org/v1/":{"registrytoken":"r"},"c.example.org":{"auth":"bad!"},"d.example.org":{}}}""");
        assertEquals(new Login("u", "p:q"), find("docker.io", "library/alpine"));
        assertEquals(new IdentityToken("t"), find("a.example.org", "x/y"));
        assertEquals(new RegistryToken("r"), find("b.example.org", ""));
        assertThrows(IOException.class, () -> find("c.example.org", "x"));
        assertEquals(new Anonymous(), find("d.example.org", "x"));
        docker("{");
        assertTrue(assertThrows(IOException.class, () -> find("a.example.org", "x"))
                .getMessage()
                .contains("cannot be read"));
    }

    @Test
    void theLongestNamespaceOfPodmansFileCountsAndComesFirst() throws IOException {
        docker("{\"auths\":{\"a.example.org\":{\"username\":\"docker\",\"password\":\"x\"}}}");
        podman("""
                {"auths":{"a.example.org/team":{"username":"team","password":"x"},
                 "a.example.org/team/app":{"username":"app","password":"x"},
                 "a.example.org":{"username":"all","password":"x"}}}""");
        assertEquals(new Login("app", "x"), find("a.example.org", "team/app"));
        assertEquals(new Login("team", "x"), find("a.example.org", "team/other"));
        assertEquals(new Login("all", "x"), find("a.example.org", "teammate"));
        assertEquals(new Login("all", "x"), find("a.example.org", ""));
    }

    @Test
    void helpersAreAsked() throws IOException {
        helper("one", "s=$(cat); echo \"{\\\"Username\\\":\\\"$s\\\",\\\"Secret\\\":\\\"x\\\"}\"");
        helper("token", "echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
        helper("none", "echo 'credentials not found in native keychain'; exit 1");
        helper("broken", "echo trouble; exit 3");
        docker("""
                {"credsStore":"none","auths":{"https://index.docker.io/v1/":{}},
                 "credHelpers":{"a.example.org":"one","b.example.org":"token","c.example.org":"broken",
                  "d.example.org":"missing","e.example.org":"../one"}}""");
        assertEquals(new Login("a.example.org", "x"), find("a.example.org", "app"));
        assertEquals(new IdentityToken("t"), find("b.example.org", "app"));
        assertTrue(assertThrows(IOException.class, () -> find("c.example.org", "x"))
                .getMessage()
                .contains("trouble"));
        assertTrue(assertThrows(IOException.class, () -> find("d.example.org", "x"))
                .getMessage()
                .contains("is not installed"));
        assertTrue(assertThrows(IOException.class, () -> find("e.example.org", "x"))
                .getMessage()
                .contains("not allowed"));
        assertEquals(new Anonymous(), find("docker.io", "library/alpine"));
        docker("{\"credsStore\":\"one\"}");
        assertEquals(new Login("https://index.docker.io/v1/", "x"), find("docker.io", "library/alpine"));
        assertEquals(new Login("z.example.org:5000", "x"), find("z.example.org:5000", "app"));
    }

    @Test
    void secretsAreNotPrinted() {
        assertTrue(!new Login("u", "secret").toString().contains("secret"));
        assertTrue(!new IdentityToken("secret").toString().contains("secret"));
    }
}
