package dev.seawall.engine.check.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealProgram;
import dev.seawall.engine.RealRegistry;
import dev.seawall.engine.check.CheckRequest;
import dev.seawall.engine.check.Checker;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.engine.net.RegistryProbe;
import dev.seawall.engine.net.TinyCertificate;
import dev.seawall.engine.net.TlsProbe;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real docker-registry, open, with a password file, and with TLS. */
final class LiveRegistryTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    /** The password file holds one user whose password nobody needs here. */
    private static final String NOBODY = "me:$2y$05$eCqn1LhhvVcxGyjpW0ZSOeuVQXSh0pr8.tkwMRMFYNMO5r2fVpGEa\n";

    @TempDir
    private Path folder;

    private static Set<String> open(String address) throws IOException {
        return open(address, RegistryOptions.of(Map.of("HOME", "/nowhere")));
    }

    private static Set<String> open(String address, RegistryOptions options) throws IOException {
        try (RegistryClient client = new RegistryClient(options)) {
            Report report = Checker.check(CheckRequest.of(List.of()), List.of(LiveRegistry.read(address, NOW, client)));
            Set<String> ids = new TreeSet<>();
            report.findings().stream()
                    .filter(finding -> finding.status() == FindingStatus.OPEN)
                    .forEach(finding -> ids.add(finding.id()));
            return ids;
        }
    }

    private static void push(String host) throws IOException {
        try (RegistryClient client = new RegistryClient(
                RegistryOptions.of(Map.of("HOME", "/nowhere")).withInsecure(Set.of(host)))) {
            byte[] config =
                    "{\"created\":\"2024-01-01T00:00:00Z\",\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                            .getBytes(StandardCharsets.UTF_8);
            ImageRef ref = ImageRef.parse(host + "/shop/app:latest");
            client.pushBlob(ref, Digest.sha256(config), config);
            String manifest =
                    "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":"
                            + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + Digest.sha256(config)
                            + "\",\"size\":" + config.length + "},\"layers\":[]}";
            client.pushManifest(
                    ref, "application/vnd.oci.image.manifest.v1+json", manifest.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void anOpenRegistryLetsAnyoneDoEverything() throws IOException {
        try (RealRegistry registry = RealRegistry.start(folder, Map.of())) {
            push(registry.host());
            long before = files();
            Set<String> found = open(
                    "http://" + registry.host(),
                    RegistryOptions.of(Map.of("HOME", "/nowhere")).withInsecure(Set.of(registry.host())));
            assertTrue(
                    found.containsAll(Set.of(
                            "registry-speaks-plain-http",
                            "registry-lets-anyone-push",
                            "registry-lets-anyone-pull",
                            "registry-lets-anyone-delete",
                            "registry-lists-repositories",
                            "registry-image-not-signed",
                            "registry-image-stale",
                            "registry-tag-moves")),
                    found.toString());
            assertEquals(before, files(), "nothing was written");
        }
    }

    private long files() throws IOException {
        try (var walk = Files.walk(folder.resolve("data"))) {
            return walk.count();
        }
    }

    @Test
    void aRegistryWithPasswordsTellsStrangersNothing() throws IOException {
        Path passwords = Files.writeString(folder.resolve("htpasswd"), NOBODY);
        Map<String, String> settings = Map.of(
                "REGISTRY_AUTH", "htpasswd",
                "REGISTRY_AUTH_HTPASSWD_REALM", "here",
                "REGISTRY_AUTH_HTPASSWD_PATH", passwords.toString());
        try (RealRegistry registry = RealRegistry.start(folder, settings)) {
            Set<String> found = open(registry.host());
            assertEquals(Set.of("registry-speaks-plain-http"), found);
        }
    }

    @Test
    void itsCertificateIsLookedAt() throws IOException {
        TinyCertificate certificate = TinyCertificate.create();
        Map<String, String> settings = Map.of(
                "REGISTRY_HTTP_TLS_CERTIFICATE",
                certificate.writeCertificate(folder.resolve("c.pem")).toString(),
                "REGISTRY_HTTP_TLS_KEY",
                certificate.writeKey(folder.resolve("k.pem")).toString());
        try (RealRegistry registry = RealRegistry.start(folder, settings)) {
            Set<String> found = open(registry.host());
            assertTrue(found.contains("registry-certificate-not-trusted"), found.toString());
            assertFalse(found.contains("registry-speaks-plain-http"), found.toString());
            assertTrue(found.contains("registry-lets-anyone-push"), found.toString());
        }
    }

    @Test
    void oldVersionsOfTlsAreSeen() throws IOException {
        TinyCertificate certificate = TinyCertificate.create();
        Path pem = certificate.writeCertificate(folder.resolve("c.pem"));
        Path key = certificate.writeKey(folder.resolve("k.pem"));
        Path openssl = RealProgram.require("openssl", "openssl");
        int port = RealRegistry.freePort();
        Path log = folder.resolve("log");
        Process server = RealProgram.start(
                log,
                Map.of(),
                List.of(
                        openssl.toString(),
                        "s_server",
                        "-accept",
                        "127.0.0.1:" + port,
                        "-cert",
                        pem.toString(),
                        "-key",
                        key.toString(),
                        "-tls1_1",
                        "-cipher",
                        "ALL:@SECLEVEL=0",
                        "-quiet"));
        try {
            RealProgram.await(server, log, () -> new Socket("127.0.0.1", port).close());
            assertTrue(TlsProbe.accepts("127.0.0.1", port, 2));
            assertFalse(TlsProbe.accepts("127.0.0.1", port, 1));
        } finally {
            RealProgram.stop(server);
        }
    }

    @Test
    void nothingThatCouldWriteIsSent() throws IOException {
        try (RegistryProbe probe = new RegistryProbe(URI.create("http://127.0.0.1:1"))) {
            assertThrows(IllegalArgumentException.class, () -> probe.ask("POST", "/v2/x/blobs/uploads/"));
        }
        try (RegistryClient client = new RegistryClient(RegistryOptions.of(Map.of("HOME", "/nowhere")))) {
            assertThrows(IOException.class, () -> LiveRegistry.read("127.0.0.1:1", NOW, client));
        }
    }
}
