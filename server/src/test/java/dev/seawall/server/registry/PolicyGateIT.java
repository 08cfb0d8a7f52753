package dev.seawall.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Signer;
import dev.seawall.engine.trust.image.ImageSigner;
import dev.seawall.engine.trust.image.RegistryStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the policy lets through and what it stops, in front of a real registry. */
final class PolicyGateIT {
    @TempDir
    private static Path folder;

    private static final KeyPair KEYS = KeyFile.generate();
    private static RealBackend backend;
    private static GuardedRegistry guard;
    private static Http anybody;
    private static Http bare;

    @BeforeAll
    static void start() throws Exception {
        backend = RealBackend.start(folder.resolve("backend"));
        Files.writeString(folder.resolve("team.pub"), KeyFile.pem(KEYS.getPublic()));
        Path advisories = Files.createDirectories(folder.resolve("advisories"));
        Files.writeString(
                advisories.resolve("none.json"),
                "{\"id\":\"TEST-1\",\"modified\":\"2026-01-01T00:00:00Z\","
                        + "\"affected\":[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"nothing\"},\"versions\":[\"1\"]}]}");
        Files.writeString(folder.resolve("policy.yaml"), """
                trust:
                  otherwise: allow
                  rules:
                    - images: ["signed/**"]
                      signers: [{key: team.pub, log: false}]
                    - images: ["warned/**"]
                      mode: warn
                      signers: [{key: team.pub, log: false}]
                scan:
                  failOn: high
                  scanners: [vuln, secret, malware]
                exceptions:
                  - {images: ["*/excepted/*"], owner: ann, reason: "moved away next week", until: 2199-01-01}
                  - {images: ["*/over/*"], owner: ann, reason: "was moved away", until: 2020-01-01}
                """);
        guard = GuardedRegistry.start(folder.resolve("guard"), "off", """
                backend: http://%s
                policy: %s
                advisories: %s
                users: [{name: alice, password: alice-secret}]
                repositories:
                  - {match: "**", pull: ["*"], push: ["*"], delete: ["*"], sign: [alice]}
                  - {match: "signed/own", pull: [alice], push: [alice]}
                """.formatted(
                        backend.host(), folder.resolve("policy.yaml"), advisories));
        anybody = new Http(guard.url());
        bare = new Http("http://" + backend.host());
    }

    @AfterAll
    static void stop() {
        if (guard != null) {
            guard.close();
        }
        if (backend != null) {
            backend.close();
        }
    }

    private static void sign(String host, String repository, String digest) throws Exception {
        ImageRef ref = ImageRef.parse(host + "/" + repository + "@" + digest);
        Path login = Files.createDirectories(folder.resolve("login"));
        Files.writeString(
                login.resolve("config.json"),
                "{\"auths\":{\"" + guard.host() + "\":{\"auth\":\""
                        + Base64.getEncoder().encodeToString("alice:alice-secret".getBytes(StandardCharsets.UTF_8))
                        + "\"}}}");
        RegistryClient client = new RegistryClient(RegistryOptions.of(Map.of("DOCKER_CONFIG", login.toString())));
        try (RegistryStore store = RegistryStore.open(client, ref)) {
            new ImageSigner(new Signer(KEYS), Instant.parse("2026-01-01T00:00:00Z")).sign(store, Map.of());
        }
    }

    private static HttpResponse<String> pull(String repository, String reference) throws Exception {
        return anybody.send(
                "GET",
                "/v2/" + repository + "/manifests/" + reference,
                "",
                "Accept",
                Pushed.TYPE + ", application/vnd.oci.image.index.v1+json");
    }

    @Test
    void onlySignedImagesPassAndOnlyTheirBlobs() throws Exception {
        Pushed image = Pushed.image(anybody, "signed/app", "1", "plain text");
        HttpResponse<String> refused = pull("signed/app", "1");
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("\"code\":\"DENIED\""), refused.body());
        assertTrue(refused.body().contains("not signed as demanded"), refused.body());
        assertTrue(refused.body().contains("seawall sign"), refused.body());
        assertEquals(403, anybody.status("GET", "/v2/signed/app/blobs/" + image.layer()));
        assertEquals(403, anybody.status("HEAD", "/v2/signed/app/manifests/" + image.digest(), "Accept", Pushed.TYPE));
        sign(backend.host(), "signed/app", image.digest());
        assertEquals(image.manifest(), pull("signed/app", "1").body());
        assertEquals(200, anybody.status("GET", "/v2/signed/app/blobs/" + image.layer()));
        assertEquals(403, anybody.status("GET", "/v2/signed/app/blobs/" + image.digest()));
    }

    @Test
    void aTagThatIsMovedIsJudgedAnew() throws Exception {
        Pushed good = Pushed.image(anybody, "signed/moved", "1", "good");
        sign(backend.host(), "signed/moved", good.digest());
        assertEquals(200, pull("signed/moved", "1").statusCode());
        Pushed bad = Pushed.image(bare, "signed/moved", "1", "bad");
        assertEquals(403, pull("signed/moved", "1").statusCode());
        assertEquals(403, anybody.status("GET", "/v2/signed/moved/blobs/" + bad.layer()));
        assertEquals(200, pull("signed/moved", good.digest()).statusCode());
    }

    @Test
    void aSignatureOfAnotherImageProvesNothing() throws Exception {
        Pushed good = Pushed.image(anybody, "signed/copy", "good", "good");
        sign(backend.host(), "signed/copy", good.digest());
        Pushed bad = Pushed.image(anybody, "signed/copy", "bad", "bad");
        String tag = "sha256-" + good.digest().substring(7);
        String index = bare.send(
                        "GET",
                        "/v2/signed/copy/manifests/" + tag,
                        "",
                        "Accept",
                        "application/vnd.oci.image.index.v1+json")
                .body();
        String moved = "sha256-" + bad.digest().substring(7);
        Pushed.manifest(bare, "signed/copy", moved, "application/vnd.oci.image.index.v1+json", index);
        assertEquals(403, pull("signed/copy", "bad").statusCode());
    }

    @Test
    void signersSeeWhatNobodyElseMayYet() throws Exception {
        Pushed image = Pushed.image(anybody, "signed/early", "1", "early");
        Http signer = anybody.as("alice", "alice-secret");
        assertEquals(200, signer.status("GET", "/v2/signed/early/manifests/" + image.digest(), "Accept", Pushed.TYPE));
        Http pusher = anybody.bearing(anybody.token("repository:signed/early:pull,push"));
        assertEquals(200, pusher.status("GET", "/v2/signed/early/manifests/" + image.digest(), "Accept", Pushed.TYPE));
        assertEquals(403, pusher.status("GET", "/v2/signed/early/blobs/" + image.layer()));
        Http puller = anybody.bearing(anybody.token("repository:signed/early:pull"));
        assertEquals(403, puller.status("GET", "/v2/signed/early/manifests/" + image.digest(), "Accept", Pushed.TYPE));
        Http own = anybody.as("alice", "alice-secret");
        Pushed second = Pushed.image(own, "signed/own", "1", "own");
        sign(guard.host(), "signed/own", second.digest());
        assertEquals(200, own.status("GET", "/v2/signed/own/manifests/1", "Accept", Pushed.TYPE));
        assertEquals(401, anybody.status("GET", "/v2/signed/own/manifests/1", "Accept", Pushed.TYPE));
    }

    @Test
    void theWordOfAMediaTypeIsNotTaken() throws Exception {
        byte[] layer = Pushed.gzip(Pushed.tar("bin/sh", "evil"));
        String digest = Pushed.blob(anybody, "signed/disguised", layer);
        String config = Pushed.blob(anybody, "signed/disguised", "{}".getBytes(StandardCharsets.UTF_8));
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + Pushed.TYPE
                + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + config
                + "\",\"size\":2},\"layers\":[{\"mediaType\":\"application/vnd.dev.cosign.simplesigning.v1+json\","
                + "\"digest\":\"" + digest + "\",\"size\":" + layer.length + "}]}";
        String tag = "sha256-" + "0".repeat(64) + ".sig";
        Pushed.manifest(anybody, "signed/disguised", tag, Pushed.TYPE, manifest);
        assertEquals(403, pull("signed/disguised", tag).statusCode());
        assertEquals(403, anybody.status("GET", "/v2/signed/disguised/blobs/" + digest));
    }

    @Test
    void signaturesAreReadableBeforeAnythingPasses() throws Exception {
        Pushed image = Pushed.image(anybody, "signed/open", "1", "open");
        sign(backend.host(), "signed/open", image.digest());
        String list = anybody.send("GET", "/v2/signed/open/referrers/" + image.digest(), "")
                .body();
        String referrer = list.replaceAll("(?s).*\"digest\":\"(sha256:[0-9a-f]{64})\".*", "$1");
        HttpResponse<String> manifest = pull("signed/open", referrer);
        assertEquals(200, manifest.statusCode(), manifest.body());
        String layer =
                manifest.body().replaceAll("(?s).*\"layers\":\\[\\{[^}]*\"digest\":\"(sha256:[0-9a-f]{64})\".*", "$1");
        assertEquals(200, anybody.status("GET", "/v2/signed/open/blobs/" + layer));
    }

    @Test
    void anIndexIsJudgedByItsChildren() throws Exception {
        Pushed one = Pushed.image(anybody, "signed/many", "one", "one");
        Pushed two = Pushed.image(anybody, "signed/many", "two", "two");
        String index = Pushed.index(List.of(one, two));
        String type = "application/vnd.oci.image.index.v1+json";
        String digest = Pushed.manifest(anybody, "signed/many", "all", type, index);
        sign(backend.host(), "signed/many", one.digest());
        assertEquals(403, pull("signed/many", "all").statusCode());
        sign(backend.host(), "signed/many", two.digest());
        assertEquals(200, pull("signed/many", "all").statusCode());
        Pushed three = Pushed.image(anybody, "signed/many", "three", "three");
        String other = Pushed.manifest(anybody, "signed/many", "some", type, Pushed.index(List.of(three)));
        sign(backend.host(), "signed/many", other);
        assertEquals(403, pull("signed/many", three.digest()).statusCode());
        assertEquals(200, pull("signed/many", "some").statusCode());
        assertEquals(200, pull("signed/many", three.digest()).statusCode());
        assertTrue(!digest.equals(other));
    }

    @Test
    void anImageThatIsTwoThingsAtOnceIsNeither() throws Exception {
        Pushed good = Pushed.image(anybody, "twofold/app", "1", "good");
        String both = good.manifest().replaceFirst("\\{", "{\"manifests\":[],");
        bare.send("PUT", "/v2/twofold/app/manifests/both", both, "Content-Type", Pushed.TYPE);
        assertTrue(pull("twofold/app", "both").statusCode() >= 400);
    }

    @Test
    void secretsInAnImageStopItUnlessExcepted() throws Exception {
        String key = "-----BEGIN RSA PRIVATE KEY-----\n"
                + "MIIEowIBAAKCAQEA7Qx9vJ3hK2mNcZpLr8WbYtGf5sXdVuRq\n".repeat(12) + "-----END RSA PRIVATE KEY-----\n";
        Pushed.image(anybody, "plain/secret", "1", key);
        HttpResponse<String> refused = pull("plain/secret", "1");
        assertEquals(403, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("high or worse"), refused.body());
        Pushed.image(anybody, "excepted/secret", "1", key);
        assertEquals(200, pull("excepted/secret", "1").statusCode());
        Pushed.image(anybody, "over/secret", "1", key);
        assertEquals(403, pull("over/secret", "1").statusCode());
        Pushed.image(anybody, "plain/clean", "1", "nothing to see");
        assertEquals(200, pull("plain/clean", "1").statusCode());
    }

    @Test
    void decisionsAreWrittenDownWithWhy() throws Exception {
        Pushed.image(anybody, "warned/app", "1", "warned");
        assertEquals(200, pull("warned/app", "1").statusCode());
        assertTrue(
                Files.readString(guard.home().resolve("registry/pulls.jsonl")).contains("not signed as demanded"));
    }
}
