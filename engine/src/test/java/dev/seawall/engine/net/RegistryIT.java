package dev.seawall.engine.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealDocker;
import dev.seawall.engine.RealRegistry;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageSources;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real docker-registry: open, with a password file, with tokens, over TLS. */
final class RegistryIT {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private RegistryOptions options(Map<String, String> more) {
        return RegistryOptions.of(more).withRetries(1, wait -> {});
    }

    /** Pushes a one-layer image and returns its manifest's digest. */
    private static Digest push(RegistryClient client, ImageRef ref, byte[] layer) throws IOException {
        byte[] config =
                bytes("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + Digest.sha256(layer) + "\"]}}");
        client.pushBlob(ref, Digest.sha256(config), config);
        client.pushBlob(ref, Digest.sha256(layer), layer.length, () -> new ByteArrayInputStream(layer));
        byte[] manifest = bytes("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"config\":"
                + descriptor(MediaTypes.OCI_CONFIG, config) + ",\"layers\":["
                + descriptor("application/vnd.oci.image.layer.v1.tar", layer) + "]}");
        return client.pushManifest(ref, MediaTypes.OCI_MANIFEST, manifest);
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.sha256(content) + "\",\"size\":"
                + content.length + "}";
    }

    @Test
    void whatIsPushedIsListedReadAndDeleted() throws IOException {
        byte[] layer = new byte[20 << 20];
        new Random(1).nextBytes(layer);
        try (RealRegistry registry = RealRegistry.start(folder, Map.of());
                RegistryClient client = new RegistryClient(options(Map.of()))) {
            ImageRef ref = ImageRef.parse(registry.host() + "/team/app:1");
            Digest digest = push(client, ref, layer);
            push(client, ref.withTag("2"), layer);
            assertEquals(
                    List.of("1", "2"), client.tags(ref, 100).stream().sorted().toList());
            assertEquals(List.of("team/app"), client.catalog(registry.host(), 100));
            assertEquals(digest, client.head(ref).orElseThrow().digest());
            assertEquals(digest, client.manifest(ref.withDigest(digest)).digest());
            assertTrue(client.head(ref.withTag("none")).isEmpty());
            assertTrue(client.hasBlob(ref, Digest.sha256(layer)));
            assertTrue(client.mountBlob(ImageRef.parse(registry.host() + "/other"), ref, Digest.sha256(layer)));
            try (InputStream in = client.blob(ref, Digest.sha256(layer), layer.length)) {
                assertArrayEquals(layer, in.readAllBytes());
            }
            try (Image image = ImageSources.open("registry:" + ref, SourceOptions.of(options(Map.of())))) {
                assertEquals(digest, image.digest());
                LayerBlob blob = image.layers().getFirst();
                for (int i = 0; i < 2; i++) {
                    try (InputStream in = Digests.verifying(blob.diffId(), blob.open())) {
                        assertEquals(layer.length, in.readAllBytes().length);
                    }
                }
            }
            client.deleteManifest(ref.withDigest(digest));
            assertTrue(client.head(ref.withDigest(digest)).isEmpty());
        }
    }

    @Test
    void referrersAreListedInTheFallbackTag() throws IOException {
        try (RealRegistry registry = RealRegistry.start(folder, Map.of());
                RegistryClient client = new RegistryClient(options(Map.of()))) {
            ImageRef ref = ImageRef.parse(registry.host() + "/team/app:1");
            Digest subject = push(client, ref, bytes("layer"));
            assertEquals(List.of(), client.referrers(ref, subject));
            byte[] empty = bytes("{}");
            client.pushBlob(ref, Digest.sha256(empty), empty);
            for (String type : List.of("application/one", "application/two")) {
                byte[] manifest = bytes("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
                        + "\",\"artifactType\":\"" + type + "\",\"config\":" + descriptor(MediaTypes.OCI_EMPTY, empty)
                        + ",\"layers\":[" + descriptor(MediaTypes.OCI_EMPTY, empty) + "],\"subject\":"
                        + "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\"" + subject
                        + "\",\"size\":5}}");
                client.pushReferrer(ref, subject, MediaTypes.OCI_MANIFEST, manifest);
                client.pushReferrer(ref, subject, MediaTypes.OCI_MANIFEST, manifest);
            }
            List<String> types = client.referrers(ref, subject).stream()
                    .map(Descriptor::artifactType)
                    .toList();
            assertEquals(List.of("application/one", "application/two"), types);
        }
    }

    @Test
    void aPasswordIsTakenFromTheDockerConfiguration() throws IOException {
        String hash = OpenBSDBCrypt.generate("2y", "se:cret".toCharArray(), new byte[16], 5);
        Files.writeString(folder.resolve("htpasswd"), "alice:" + hash + "\n");
        Map<String, String> settings = Map.of(
                "REGISTRY_AUTH_HTPASSWD_REALM",
                "tests",
                "REGISTRY_AUTH_HTPASSWD_PATH",
                folder.resolve("htpasswd").toString());
        try (RealRegistry registry = RealRegistry.start(folder, settings)) {
            String auth = Base64.getEncoder().encodeToString(bytes("alice:se:cret"));
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + auth + "\"}}}");
            ImageRef ref = ImageRef.parse(registry.host() + "/team/app:1");
            try (RegistryClient client = new RegistryClient(options(Map.of("DOCKER_CONFIG", folder.toString())))) {
                push(client, ref, bytes("layer"));
                client.ping(registry.host());
            }
            try (RegistryClient nobody = new RegistryClient(options(Map.of()))) {
                RegistryException e = assertThrows(RegistryException.class, () -> nobody.manifest(ref));
                assertEquals(401, e.status());
                assertTrue(e.getMessage().contains("wants a login"), e.getMessage());
            }
        }
    }

    @Test
    void tokensAreFetchedForTheScopeNeeded() throws IOException {
        TinyCertificate certificate = TinyCertificate.create();
        try (TokenIssuer issuer = new TokenIssuer(certificate);
                RealRegistry registry = RealRegistry.start(folder, issuer.registrySettings(folder))) {
            ImageRef open = ImageRef.parse(registry.host() + "/public/app:1");
            ImageRef secret = ImageRef.parse(registry.host() + "/team/app:1");
            login(registry.host(), "{\"auth\":\"" + Base64.getEncoder().encodeToString(bytes("alice:secret")) + "\"}");
            Digest digest;
            try (RegistryClient alice = new RegistryClient(options(Map.of("DOCKER_CONFIG", folder.toString())))) {
                digest = push(alice, open, bytes("layer"));
                push(alice, secret, bytes("layer"));
                assertTrue(alice.mountBlob(secret, open, Digest.sha256(bytes("layer"))));
            }
            assertTrue(issuer.requests.stream()
                    .anyMatch(r ->
                            r.contains("account=alice") && r.contains("scope=repository%3Ateam%2Fapp%3Apull%2Cpush")));
            try (RegistryClient nobody = new RegistryClient(options(Map.of()))) {
                assertEquals(digest, nobody.manifest(open).digest());
                assertEquals(
                        401,
                        assertThrows(RegistryException.class, () -> nobody.manifest(secret))
                                .status());
            }
            login(registry.host(), "{\"identitytoken\":\"identity\"}");
            try (RegistryClient refreshed = new RegistryClient(options(Map.of("DOCKER_CONFIG", folder.toString())))) {
                assertEquals(digest, refreshed.manifest(secret).digest());
            }
            assertTrue(issuer.requests.getLast().startsWith("POST grant_type=refresh_token"));
            login(registry.host(), "{\"username\":\"alice\",\"password\":\"wrong\"}");
            try (RegistryClient wrong = new RegistryClient(options(Map.of("DOCKER_CONFIG", folder.toString())))) {
                IOException e = assertThrows(IOException.class, () -> wrong.manifest(open));
                assertTrue(e.getMessage().contains("refuses the login"), e.getMessage());
            }
        }
    }

    private void login(String host, String entry) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"auths\":{\"" + host + "\":" + entry + "}}");
    }

    @Test
    void aPrivateAuthorityIsTrustedWhereItIsNamed() throws IOException {
        TinyCertificate certificate = TinyCertificate.create();
        Path authority = certificate.writeCertificate(folder.resolve("server.crt"));
        Map<String, String> settings = Map.of(
                "REGISTRY_HTTP_TLS_CERTIFICATE", authority.toString(),
                "REGISTRY_HTTP_TLS_KEY",
                        certificate.writeKey(folder.resolve("server.key")).toString());
        try (RealRegistry registry = RealRegistry.start(folder, settings)) {
            ImageRef ref = ImageRef.parse(registry.host() + "/team/app:1");
            try (RegistryClient client = new RegistryClient(options(Map.of()).withCaFile(authority))) {
                push(client, ref, bytes("layer"));
            }
            try (RegistryClient client = new RegistryClient(options(Map.of("SSL_CERT_FILE", authority.toString())))) {
                client.manifest(ref);
            }
            Path home = Files.createDirectories(folder.resolve("home/.config/containers/certs.d/" + registry.host()));
            Files.copy(authority, home.resolve("ca.crt"));
            try (RegistryClient client = new RegistryClient(
                    options(Map.of("HOME", folder.resolve("home").toString())))) {
                client.manifest(ref);
            }
            try (RegistryClient client = new RegistryClient(options(Map.of()).withInsecure(Set.of(registry.host())))) {
                client.manifest(ref);
            }
            try (RegistryClient client = new RegistryClient(options(Map.of()))) {
                IOException e = assertThrows(IOException.class, () -> client.manifest(ref));
                assertTrue(e.getMessage().contains("certificate or TLS of"), e.getMessage());
            }
        }
    }

    @Test
    void anImageTheRealDockerPushedIsScannedFromTheRegistry() throws IOException {
        RealDocker docker = RealDocker.require();
        try (RealRegistry registry = RealRegistry.start(folder, Map.of())) {
            Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY registry.yml /a\nUSER 7\n");
            String name = registry.host() + "/docker/tiny:1";
            docker.docker("build", "-q", "-t", name, folder.toString());
            docker.docker("push", "-q", name);
            try (Image image = ImageSources.open("registry:" + name, SourceOptions.of(options(Map.of())))) {
                assertEquals("7", image.config().user());
                LayerBlob layer = image.layers().getFirst();
                assertFalse(layer.diffId().equals(layer.digest()), "Docker compresses what it pushes");
                try (InputStream in = Digests.verifying(layer.digest(), layer.open())) {
                    assertEquals(layer.sizeBytes(), in.readAllBytes().length);
                }
                assertEquals(
                        "linux",
                        Json.parse(bytes(image.config().json().toString()))
                                .path("os")
                                .asString());
            }
        }
    }
}
