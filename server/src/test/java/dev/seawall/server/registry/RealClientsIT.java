package dev.seawall.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Signer;
import dev.seawall.engine.trust.image.ImageSigner;
import dev.seawall.engine.trust.image.RegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real podman pushes and pulls through the guard, over TLS with the server's own authority. */
final class RealClientsIT {
    private static final KeyPair KEYS = KeyFile.generate();

    @TempDir
    private Path folder;

    private record Ran(int code, String said) {}

    private Ran podman(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/podman",
                "--root",
                folder.resolve("root").toString(),
                "--runroot",
                folder.resolve("run").toString(),
                "--storage-driver",
                "vfs",
                "--cgroup-manager",
                "cgroupfs"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("podman.out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment()
                .put("REGISTRY_AUTH_FILE", folder.resolve("auth.json").toString());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("podman takes too long: " + Files.readString(out));
        }
        return new Ran(process.exitValue(), Files.readString(out));
    }

    @Test
    void podmanPushesAndPullsWhatIsSigned() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/podman")), "skipped: podman is not installed");
        Files.writeString(folder.resolve("team.pub"), KeyFile.pem(KEYS.getPublic()));
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                version: 1
                rules: [{images: ["team/**"], signers: [{key: team.pub, log: false}]}]
                """);
        try (RealBackend backend = RealBackend.start(folder.resolve("backend"));
                GuardedRegistry guard =
                        GuardedRegistry.start(folder.resolve("guard"), "auto", """
                        backend: http://%s
                        policy: %s
                        users: [{name: alice, password: alice-secret}, {name: bob, password: bob-secret}]
                        repositories: [{match: "team/*", pull: [alice, bob], push: [alice]}]
                        """.formatted(backend.host(), policy))) {
            clients(backend, guard);
        }
    }

    private void clients(RealBackend backend, GuardedRegistry guard) throws Exception {
        String certificates = Files.createDirectories(folder.resolve("certs")).toString();
        Files.copy(guard.home().resolve("tls/ca.crt"), folder.resolve("certs/ca.crt"));
        String image = guard.host() + "/team/app:1";
        Path tar = Files.write(folder.resolve("root.tar"), Pushed.tar("etc/motd", "hello"));
        assertEquals(0, podman("import", tar.toString(), image).code());
        Ran anonymous = podman("push", "--cert-dir", certificates, image);
        assertNotEquals(0, anonymous.code(), anonymous.said());
        Ran wrong = podman("login", "--cert-dir", certificates, "-u", "alice", "-p", "wrong", guard.host());
        assertNotEquals(0, wrong.code(), wrong.said());
        login(guard, certificates, "alice");
        Ran pushed = podman("push", "--cert-dir", certificates, image);
        assertEquals(0, pushed.code(), pushed.said());
        assertEquals(0, podman("rmi", image).code());
        Ran refused = podman("pull", "--cert-dir", certificates, image);
        assertNotEquals(0, refused.code(), refused.said());
        assertTrue(refused.said().contains("not signed as demanded"), refused.said());
        sign(backend.host());
        login(guard, certificates, "bob");
        Ran pulled = podman("pull", "--cert-dir", certificates, image);
        assertEquals(0, pulled.code(), pulled.said());
        Ran denied = podman("push", "--cert-dir", certificates, image, "docker://" + guard.host() + "/team/other:1");
        assertNotEquals(0, denied.code(), denied.said());
    }

    private void login(GuardedRegistry guard, String certificates, String user) throws Exception {
        Ran in = podman("login", "--cert-dir", certificates, "-u", user, "-p", user + "-secret", guard.host());
        assertEquals(0, in.code(), in.said());
    }

    private static void sign(String host) throws Exception {
        RegistryClient client = new RegistryClient(RegistryOptions.of(Map.of()));
        try (RegistryStore store = RegistryStore.open(client, ImageRef.parse(host + "/team/app:1"))) {
            new ImageSigner(new Signer(KEYS), Instant.parse("2026-01-01T00:00:00Z")).sign(store, Map.of());
        }
    }
}
