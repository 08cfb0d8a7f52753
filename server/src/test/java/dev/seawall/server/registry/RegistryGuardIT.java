package dev.seawall.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights, tokens and the plain traffic of clients in front of a real registry, without a policy. */
final class RegistryGuardIT {
    @TempDir
    private static Path folder;

    private static RealBackend backend;
    private static GuardedRegistry guard;
    private static Http anybody;

    @BeforeAll
    static void start() throws Exception {
        backend = RealBackend.start(folder.resolve("backend"));
        guard = GuardedRegistry.start(folder.resolve("guard"), "off", """
                backend: http://%s
                users:
                  - {name: alice, password: alice-secret, groups: [dev]}
                  - {name: bob, password: bob-secret}
                  - {name: "robot$ci", password: robot-secret}
                repositories:
                  - {match: "public/**", pull: ["*"], push: ["group:dev"], delete: ["group:dev"]}
                  - {match: "open/**", pull: ["*"], push: ["*"], delete: ["*"]}
                  - {match: "team/*", pull: [bob, "group:dev"], push: ["group:dev"], delete: [alice]}
                  - {match: "team/app", push: ["robot$ci", alice]}
                  - {match: "fixed/*", pull: ["*"], push: ["*"], immutable: ["v*"], quota: 20KiB, delete: ["*"]}
                """.formatted(backend.host()));
        anybody = new Http(guard.url());
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

    @Test
    void strangersLearnHowToLogIn() throws Exception {
        HttpResponse<String> root = anybody.send("GET", "/v2/", "");
        assertEquals(401, root.statusCode());
        assertEquals(
                "Bearer realm=\"" + guard.url() + "/token\",service=\"seawall-registry\"",
                root.headers().firstValue("WWW-Authenticate").orElse(""));
        HttpResponse<String> pull = anybody.send("GET", "/v2/team/app/manifests/1", "");
        assertEquals(401, pull.statusCode());
        assertTrue(pull.headers()
                .firstValue("WWW-Authenticate")
                .orElse("")
                .contains("scope=\"repository:team/app:pull\""));
        assertTrue(pull.body().contains("\"code\":\"UNAUTHORIZED\""), pull.body());
    }

    @Test
    void anImageGoesInAndComesOut() throws Exception {
        Http alice = anybody.as("alice", "alice-secret");
        Pushed image = Pushed.image(alice, "public/app", "1", "hello");
        Http pulling = anybody.bearing(anybody.token("repository:public/app:pull"));
        HttpResponse<String> manifest = pulling.send("GET", "/v2/public/app/manifests/1", "", "Accept", Pushed.TYPE);
        assertEquals(image.manifest(), manifest.body());
        assertEquals(
                image.digest(),
                manifest.headers().firstValue("Docker-Content-Digest").orElse(""));
        HttpResponse<String> head = pulling.send("HEAD", "/v2/public/app/manifests/1", "", "Accept", Pushed.TYPE);
        assertEquals(200, head.statusCode());
        assertEquals(
                image.manifest().length(),
                head.headers().firstValueAsLong("Content-Length").orElse(-1));
        assertEquals(200, anybody.status("GET", "/v2/public/app/blobs/" + image.layer()));
        assertEquals(206, anybody.status("GET", "/v2/public/app/blobs/" + image.layer(), "Range", "bytes=0-9"));
        assertEquals(401, anybody.status("DELETE", "/v2/public/app/manifests/" + image.digest()));
        assertEquals(202, alice.status("DELETE", "/v2/public/app/manifests/" + image.digest()));
        assertEquals(404, anybody.status("GET", "/v2/public/app/manifests/1"));
    }

    @Test
    void rightsAreForEachRepositoryAndAction() throws Exception {
        Http bob = anybody.as("bob", "bob-secret");
        Http robot = anybody.as("robot$ci", "robot-secret");
        Pushed image = Pushed.image(robot, "team/app", "1", "x");
        assertEquals(200, bob.status("GET", "/v2/team/app/manifests/1", "Accept", Pushed.TYPE));
        HttpResponse<String> push = bob.send("POST", "/v2/team/app/blobs/uploads/", "");
        assertEquals(403, push.statusCode());
        assertTrue(push.body().contains("bob may not push in team/app"), push.body());
        assertEquals(403, robot.status("POST", "/v2/team/other/blobs/uploads/"));
        assertEquals(403, robot.status("GET", "/v2/team/app/blobs/" + image.layer()));
        assertEquals(200, robot.status("HEAD", "/v2/team/app/blobs/" + image.layer()));
        assertEquals(403, bob.status("DELETE", "/v2/team/app/manifests/" + image.digest()));
        assertEquals(403, bob.status("GET", "/v2/nowhere/app/manifests/1"));
    }

    @Test
    void tokensHoldForWhatWasGranted() throws Exception {
        Http bob = anybody.as("bob", "bob-secret");
        Http narrow = anybody.bearing(bob.token("repository:team/app:pull,push"));
        assertEquals(404, narrow.status("GET", "/v2/team/app/manifests/none"));
        assertEquals(403, narrow.status("POST", "/v2/team/app/blobs/uploads/"));
        HttpResponse<String> other = narrow.send("GET", "/v2/team/second/manifests/1", "");
        assertEquals(401, other.statusCode());
        assertTrue(other.headers().firstValue("WWW-Authenticate").orElse("").contains("error=\"insufficient_scope\""));
        assertEquals(401, anybody.as("bob", "wrong").status("GET", "/token?service=seawall-registry"));
        String form = "grant_type=password&username=bob&password=bob-secret&service=seawall-registry"
                + "&scope=repository:team/app:pull&access_type=offline&client_id=test";
        HttpResponse<String> oauth =
                anybody.send("POST", "/token", form, "Content-Type", "application/x-www-form-urlencoded");
        assertTrue(oauth.body().contains("refresh_token"), oauth.body());
        String refresh = oauth.body().replaceAll(".*\"refresh_token\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> again = anybody.send(
                "POST",
                "/token",
                "grant_type=refresh_token&refresh_token=" + refresh + "&service=seawall-registry&client_id=test",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertEquals(200, again.statusCode(), again.body());
        assertEquals(401, anybody.bearing(refresh).status("GET", "/v2/"));
    }

    @Test
    void theCatalogShowsWhatMayBePulled() throws Exception {
        Pushed.image(anybody, "open/app", "1", "y");
        Pushed.image(anybody.as("alice", "alice-secret"), "team/hidden", "1", "y");
        assertEquals(401, anybody.status("GET", "/v2/_catalog"));
        Http nobody = anybody.bearing(anybody.token("registry:catalog:*"));
        String seen = nobody.send("GET", "/v2/_catalog", "").body();
        assertTrue(seen.contains("open/app") && !seen.contains("team/hidden"), seen);
        String more =
                anybody.as("bob", "bob-secret").send("GET", "/v2/_catalog", "").body();
        assertTrue(more.contains("team/hidden"), more);
        String tags = anybody.send("GET", "/v2/open/app/tags/list?n=10", "").body();
        assertTrue(tags.contains("\"1\""), tags);
    }

    @Test
    void tagsThatMustNotMoveStayAndQuotasHold() throws Exception {
        Pushed first = Pushed.image(anybody, "fixed/app", "v1", "one");
        Pushed second = Pushed.image(anybody, "fixed/app", "latest", "two");
        HttpResponse<String> moved =
                anybody.send("PUT", "/v2/fixed/app/manifests/v1", second.manifest(), "Content-Type", Pushed.TYPE);
        assertEquals(409, moved.statusCode());
        assertTrue(moved.body().contains("must not move"), moved.body());
        assertEquals(
                201,
                anybody.send("PUT", "/v2/fixed/app/manifests/v1", first.manifest(), "Content-Type", Pushed.TYPE)
                        .statusCode());
        assertEquals(409, anybody.status("DELETE", "/v2/fixed/app/manifests/" + first.digest()));
        HttpResponse<String> big = anybody.send("POST", "/v2/fixed/app/blobs/uploads/", "x".repeat(30_000));
        assertEquals(403, big.statusCode());
        assertTrue(big.body().contains("20480 bytes"), big.body());
    }

    @Test
    void whatRefersToAnImageIsListedThoughTheBackendCannot() throws Exception {
        Pushed image = Pushed.image(anybody, "open/signed", "1", "z");
        assertTrue(referrers(image, "").contains("\"manifests\":[]"));
        Pushed.blob(anybody, "open/signed", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String empty = "{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\"sha256:"
                + "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\"size\":2}";
        String sbom = "{\"schemaVersion\":2,\"mediaType\":\"" + Pushed.TYPE
                + "\",\"artifactType\":\"application/spdx+json\",\"config\":" + empty + ",\"layers\":[" + empty
                + "],\"subject\":{\"mediaType\":\"" + Pushed.TYPE + "\",\"digest\":\"" + image.digest() + "\",\"size\":"
                + image.manifest().length() + "}}";
        String digest = dev.seawall.engine.model.Digest.sha256(sbom.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        HttpResponse<String> put =
                anybody.send("PUT", "/v2/open/signed/manifests/" + digest, sbom, "Content-Type", Pushed.TYPE);
        assertEquals(201, put.statusCode(), put.body());
        assertEquals(image.digest(), put.headers().firstValue("OCI-Subject").orElse(""));
        assertTrue(referrers(image, "").contains(digest));
        assertTrue(referrers(image, "?artifactType=application/spdx%2Bjson").contains(digest));
        assertTrue(referrers(image, "?artifactType=other/type").contains("\"manifests\":[]"));
        assertEquals(202, anybody.status("DELETE", "/v2/open/signed/manifests/" + digest));
        assertTrue(referrers(image, "").contains("\"manifests\":[]"));
    }

    private static String referrers(Pushed image, String query) throws Exception {
        HttpResponse<String> answer = anybody.send("GET", "/v2/open/signed/referrers/" + image.digest() + query, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }
}
