package dev.seawall.server.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Signer;
import dev.seawall.engine.trust.image.ImageSigner;
import dev.seawall.engine.trust.image.RegistryStore;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.Server;
import dev.seawall.server.registry.Http;
import dev.seawall.server.registry.Pushed;
import dev.seawall.server.registry.RealBackend;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** AdmissionReviews, version v1, over TLS. */
final class AdmissionIT {
    @TempDir
    private static Path folder;

    private static final KeyPair KEYS = KeyFile.generate();
    private static RealBackend registry;
    private static Server server;
    private static Http http;
    private static String signed;
    private static Pushed image;

    @BeforeAll
    static void start() throws Exception {
        registry = RealBackend.start(folder.resolve("backend"));
        Http push = new Http("http://" + registry.host());
        image = Pushed.image(push, "team/app", "1", "hello");
        Pushed.image(push, "team/unsigned", "1", "other");
        signed = registry.host() + "/team/app:1";
        RegistryClient client = new RegistryClient(RegistryOptions.of(Map.of()));
        try (RegistryStore store = RegistryStore.open(client, ImageRef.parse(signed))) {
            new ImageSigner(new Signer(KEYS), Instant.parse("2026-01-01T00:00:00Z")).sign(store, Map.of());
        }
        Files.writeString(folder.resolve("team.pub"), KeyFile.pem(KEYS.getPublic()));
        Files.writeString(folder.resolve("policy.yaml"), """
                version: 1
                registries: ["%s"]
                rules: [{images: ["**"], signers: [{key: team.pub, log: false}]}]
                """.formatted(registry.host()));
        Path config = Files.writeString(folder.resolve("server.yaml"), """
                admission:
                  policy: %s
                  enforce: ["prod-*", opened]
                  exclude: [legacy]
                  break-glass:
                    - {namespaces: [opened], owner: ann, reason: "outage 17", until: 2199-01-01}
                    - {namespaces: [prod-over], owner: ann, reason: "outage 3", until: 2020-01-01}
                """.formatted(folder.resolve("policy.yaml")));
        ServerOptions options = new ServerOptions(
                folder.resolve("home"),
                List.of("admission"),
                List.of(ListenAddress.parse("admission=127.0.0.1:0")),
                "auto",
                false,
                config);
        server = Server.start(
                options,
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        http = new Http(trusting(), server.url("admission"), Map.of("Content-Type", "application/json"));
    }

    private static HttpClient trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", server.tls().authority().certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    private static String pod(String image, boolean privileged) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"app\"},\"spec\":{"
                + "\"automountServiceAccountToken\":false,\"securityContext\":{\"runAsNonRoot\":true,\"runAsUser\":10001,"
                + "\"seccompProfile\":{\"type\":\"RuntimeDefault\"}},\"containers\":[{\"name\":\"app\",\"image\":\""
                + image
                + "\",\"resources\":{\"limits\":{\"cpu\":\"1\",\"memory\":\"64Mi\"},\"requests\":{\"cpu\":\"1\",\"memory\":\"64Mi\"}},"
                + "\"securityContext\":{\"privileged\":" + privileged
                + ",\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,\"runAsNonRoot\":true,"
                + "\"capabilities\":{\"drop\":[\"ALL\"]}}}]}}";
    }

    private static JsonNode ask(String path, String namespace, String operation, String object) throws Exception {
        String review =
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"u-1\","
                        + "\"kind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"},\"namespace\":\"" + namespace
                        + "\",\"name\":\"app\",\"operation\":\"" + operation
                        + "\",\"userInfo\":{\"username\":\"dev-1\"},\"object\":" + object + ",\"oldObject\":null}}";
        var answer = http.send("POST", path, review);
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode root = Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        assertEquals("admission.k8s.io/v1", root.path("apiVersion").asString());
        assertEquals("AdmissionReview", root.path("kind").asString());
        assertEquals("u-1", root.path("response").path("uid").asString());
        return root.path("response");
    }

    @Test
    void whatIsSignedAndSoundPasses() throws Exception {
        JsonNode answer = ask("/validate", "prod-shop", "CREATE", pod(signed, false));
        assertTrue(answer.path("allowed").asBoolean(), answer.toString());
    }

    @Test
    void unsignedImagesAndPrivilegesAreRefusedWhereEnforced() throws Exception {
        JsonNode unsigned = ask("/validate", "prod-shop", "CREATE", pod(registry.host() + "/team/unsigned:1", false));
        assertFalse(unsigned.path("allowed").asBoolean());
        assertEquals(403, unsigned.path("status").path("code").asInt());
        assertTrue(unsigned.path("status").path("message").asString().contains("not signed as demanded"));
        JsonNode privileged = ask("/validate", "prod-shop", "CREATE", pod(signed, true));
        assertFalse(privileged.path("allowed").asBoolean(), privileged.toString());
        assertTrue(privileged.path("status").path("message").asString().contains("privileged"), privileged.toString());
        JsonNode elsewhere = ask("/validate", "prod-shop", "CREATE", pod("registry.example.org/x:1", false));
        assertFalse(elsewhere.path("allowed").asBoolean());
    }

    @Test
    void elsewhereItOnlyWarns() throws Exception {
        JsonNode answer = ask("/validate", "dev", "CREATE", pod(signed, true));
        assertTrue(answer.path("allowed").asBoolean());
        assertTrue(answer.path("warnings").toString().contains("would be refused"), answer.toString());
        assertEquals("observe", answer.path("auditAnnotations").path("mode").asString());
    }

    @Test
    void systemNamespacesDeletionsAndOpenedGlassAreLetThrough() throws Exception {
        for (String namespace : List.of("kube-system", "legacy", "seawall-system")) {
            JsonNode excluded = ask("/validate", namespace, "CREATE", pod(signed, true));
            assertTrue(excluded.path("allowed").asBoolean());
            assertEquals(
                    "excluded", excluded.path("auditAnnotations").path("mode").asString());
        }
        assertTrue(
                ask("/validate", "prod-shop", "DELETE", "null").path("allowed").asBoolean());
        JsonNode opened = ask("/validate", "opened", "CREATE", pod(signed, true));
        assertTrue(opened.path("allowed").asBoolean());
        assertTrue(opened.path("warnings").toString().contains("outage 17"), opened.toString());
        assertFalse(ask("/validate", "prod-over", "CREATE", pod(signed, true))
                .path("allowed")
                .asBoolean());
    }

    @Test
    void imagesArePinnedByTheDigestThatWasJudged() throws Exception {
        JsonNode answer = ask("/mutate", "prod-shop", "CREATE", pod(signed, false));
        assertEquals("JSONPatch", answer.path("patchType").asString(), answer.toString());
        String patch =
                new String(Base64.getDecoder().decode(answer.path("patch").asString()), StandardCharsets.UTF_8);
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"/spec/containers/0/image\",\"value\":\"" + signed + "@"
                        + image.digest() + "\"}]",
                patch);
    }

    @Test
    void podsInsideOtherObjectsAreSeen() throws Exception {
        String unsigned = registry.host() + "/team/unsigned:1";
        String job =
                "{\"apiVersion\":\"batch/v1\",\"kind\":\"CronJob\",\"metadata\":{\"name\":\"c\"},\"spec\":{\"jobTemplate\":"
                        + "{\"spec\":{\"template\":{\"spec\":{\"initContainers\":[{\"name\":\"a\",\"image\":\""
                        + unsigned
                        + "\"}],\"containers\":[{\"name\":\"b\",\"image\":\"" + signed + "\"}]}}}}}}";
        JsonNode answer = ask("/validate", "prod-shop", "CREATE", job);
        assertTrue(answer.path("status").path("message").asString().contains("team/unsigned"), answer.toString());
    }

    @Test
    void whatIsNoReviewIsSaid() throws Exception {
        assertEquals(400, http.send("POST", "/validate", "{").statusCode());
        assertEquals(400, http.send("POST", "/validate", "[1]").statusCode());
        assertEquals(
                400,
                http.send("POST", "/validate", "{\"apiVersion\":\"admission.k8s.io/v1beta1\"}")
                        .statusCode());
        assertEquals(400, http.send("POST", "/validate", "[".repeat(50_000)).statusCode());
        assertEquals(200, http.status("GET", "/health"));
    }

    @Test
    void decisionsAreWrittenDownWithWhy() throws Exception {
        ask("/validate", "prod-shop", "CREATE", pod(registry.host() + "/team/unsigned:1", false));
        String seen = server.audit().before(Long.MAX_VALUE, "", "", 100).toString();
        assertTrue(seen.contains("dev-1") && seen.contains("not signed as demanded"), seen);
    }
}
