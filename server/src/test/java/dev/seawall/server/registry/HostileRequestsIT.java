package dev.seawall.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged tokens, tricks with scopes and paths, and a backend that means harm: refused with a reason, and written down. */
final class HostileRequestsIT {
    @TempDir
    private static Path folder;

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now());
    private static final AtomicReference<String> LOCATION = new AtomicReference<>("");
    private static final AtomicInteger STRANGE = new AtomicInteger();
    private static HttpServer backend;
    private static HttpServer victim;
    private static GuardedRegistry guard;
    private static Http anybody;

    @BeforeAll
    static void start() throws Exception {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            try (exchange) {
                if (path.endsWith("/redirected") || path.contains("/blobs/uploads")) {
                    exchange.getResponseHeaders().add("Location", LOCATION.get());
                    exchange.sendResponseHeaders(path.contains("uploads") ? 202 : 307, -1);
                } else if (path.endsWith("/huge")) {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[5 << 20]);
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        backend.start();
        victim = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        victim.createContext("/", exchange -> {
            STRANGE.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        victim.start();
        Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
        Clock moved = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return NOW.get();
            }
        };
        guard = GuardedRegistry.start(
                folder.resolve("guard"),
                "off",
                """
                backend: http://127.0.0.1:%d
                users:
                  - {name: alice, password: alice-secret}
                  - {name: bob, password: bob-secret}
                repositories:
                  - {match: "team/*", pull: [alice], push: [alice]}
                  - {match: "bob/*", pull: [bob], push: [bob]}
                  - {match: "open/*", pull: ["*"], push: ["*"]}
                """.formatted(backend.getAddress().getPort()),
                moved);
        anybody = new Http(guard.url());
    }

    @AfterAll
    static void stop() {
        if (guard != null) {
            guard.close();
        }
        backend.stop(0);
        victim.stop(0);
    }

    private static String token() throws Exception {
        return anybody.as("alice", "alice-secret").token("repository:team/app:pull");
    }

    private static HttpResponse<String> with(String token) throws Exception {
        return anybody.bearing(token).send("GET", "/v2/team/app/manifests/1", "");
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String token, String why) throws Exception {
        HttpResponse<String> answer = with(token);
        assertEquals(401, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(why), answer.body());
        assertTrue(audit().contains(why), "nothing in the audit log about: " + why);
    }

    private static String audit() {
        StringBuilder out = new StringBuilder();
        guard.server().audit().before(Long.MAX_VALUE, "", "", 200).forEach(entry -> out.append(entry)
                .append('\n'));
        return out.toString();
    }

    @Test
    void aGoodTokenPasses() throws Exception {
        assertEquals(404, with(token()).statusCode());
    }

    @Test
    void forgedTokensAreRefused() throws Exception {
        String good = token();
        String[] parts = good.split("\\.");
        String all = claims(good).replace("\"pull\"", "\"pull\",\"push\",\"delete\"");
        assertRefused(parts[0] + "." + part(all) + "." + parts[2], "signature is not this registry's");
        assertRefused(part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".", "malformed");
        assertRefused(part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2], "not ES256");
        assertRefused(part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2], "not ES256");
        assertRefused("not.a.token", "malformed");
    }

    @Test
    void aKeyInTheHeaderIsNotBelieved() throws Exception {
        var keys = new com.nimbusds.jose.jwk.gen.ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_256).generate();
        var header = new com.nimbusds.jose.JWSHeader.Builder(com.nimbusds.jose.JWSAlgorithm.ES256)
                .jwk(keys.toPublicJWK())
                .build();
        var jwt = new com.nimbusds.jwt.SignedJWT(header, com.nimbusds.jwt.JWTClaimsSet.parse(claims(token())));
        jwt.sign(new com.nimbusds.jose.crypto.ECDSASigner(keys));
        assertRefused(jwt.serialize(), "signature is not this registry's");
    }

    @Test
    void expiredTokensAndThoseOfOtherPlacesAreRefused() throws Exception {
        String good = token();
        Instant before = NOW.get();
        NOW.set(before.plus(Duration.ofMinutes(6)));
        assertRefused(good, "has expired");
        NOW.set(before.minus(Duration.ofMinutes(10)));
        assertRefused(good, "does not hold yet");
        NOW.set(before);
        try (GuardedRegistry other = GuardedRegistry.start(folder.resolve("other"), "off", """
                backend: http://127.0.0.1:1
                users: [{name: alice, password: alice-secret}]
                repositories: [{match: "**", pull: [alice]}]
                """)) {
            String foreign = new Http(other.url()).as("alice", "alice-secret").token("repository:team/app:pull");
            assertRefused(foreign, "signature is not this registry's");
        }
        assertEquals(401, anybody.bearing(good).status("GET", "/v2/team/second/manifests/1"));
        assertEquals(400, anybody.as("alice", "alice-secret").status("GET", "/token?service=another.example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository:../team/app:pull",
                "repository:team/../app:pull",
                "repository:TEAM/app:pull",
                "repository:team//app:pull",
                "repository::pull",
                "repository:team/app:PULL",
                "repository:team/app:pull;push",
                "repository",
                "repository:team/*:pull",
                ":team/app:pull"
            })
    void scopeTricksAreRefused(String scope) throws Exception {
        Http bob = anybody.as("bob", "bob-secret");
        HttpResponse<String> answer = bob.send("GET", "/token?service=seawall-registry&scope=" + scope, "");
        assertEquals(400, answer.statusCode(), answer.body());
    }

    @Test
    void nobodyGetsMoreThanTheirOwn() throws Exception {
        Http bob = anybody.as("bob", "bob-secret");
        for (String scope : List.of(
                "repository:team/app:*",
                "repository:team/app:pull,push%20repository:bob/app:pull",
                "repository(plugin):team/app:pull",
                "repository:127.0.0.1:5000/team/app:pull",
                "registry:catalog:delete")) {
            String claims = claims(bob.token(scope));
            assertFalse(claims.contains("team/app"), claims);
        }
        String many = "repository:bob/app:pull%20".repeat(60);
        assertEquals(400, bob.status("GET", "/token?scope=" + many));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/bob/app/../../team/app/manifests/1",
                "/v2/bob/app/%2e%2e/manifests/1",
                "/v2/bob%2fapp/manifests/1",
                "/v2//bob/app/manifests/1",
                "/v2/bob/app/manifests/..",
                "/v2/bob/app/manifests/1/../../../../team/app/manifests/1",
                "/v2/bob/app;x=/manifests/1",
                "/v2/bob/app/manifests/1%00",
                "/v2/bob/app/blobs/uploads/manifests/x/blobs/sha256:0",
                "/v2/bob/App/manifests/1",
                "/v2/bob\\app/manifests/1",
                "/v3/bob/app/manifests/1",
                "/"
            })
    void pathTricksAreRefused(String path) throws Exception {
        String line = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString("bob:bob-secret".getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n");
        assertTrue(line.startsWith("HTTP/1.1 40") && !line.startsWith("HTTP/1.1 404"), line);
    }

    private static String raw(String request) throws IOException {
        URIParts at = new URIParts(guard.host());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

    private record URIParts(String host) {
        int port() {
            return Integer.parseInt(host.substring(host.indexOf(':') + 1));
        }
    }

    @Test
    void aBackendCannotMakeTheGateAskOthers() throws Exception {
        String elsewhere = "http://127.0.0.1:" + victim.getAddress().getPort() + "/v2/open/app/blobs/uploads/1";
        for (String location :
                List.of(elsewhere, "http://169.254.169.254/latest", "file:///etc/passwd", "//x.y/z", ":")) {
            LOCATION.set(location);
            assertEquals(502, anybody.status("GET", "/v2/open/app/blobs/redirected"), location);
            HttpResponse<String> upload = anybody.send("POST", "/v2/open/app/blobs/uploads/", "");
            assertEquals(502, upload.statusCode(), location);
            assertFalse(upload.headers().firstValue("Location").isPresent());
        }
        LOCATION.set("/v2/team/app/blobs/uploads/1");
        assertEquals(502, anybody.status("POST", "/v2/open/app/blobs/uploads/"));
        LOCATION.set("/v2/open/app/blobs/uploads/1?_state=abc");
        assertEquals(
                guard.url() + "/v2/open/app/blobs/uploads/1?_state=abc",
                anybody.send("POST", "/v2/open/app/blobs/uploads/", "")
                        .headers()
                        .firstValue("Location")
                        .orElse(""));
        assertEquals(0, STRANGE.get());
        assertTrue(audit().contains("sends clients to another server"), audit());
    }

    @Test
    void hugeManifestsAreRefused() throws Exception {
        HttpResponse<String> put =
                anybody.send("PUT", "/v2/open/app/manifests/1", " ".repeat(5 << 20), "Content-Type", Pushed.TYPE);
        assertEquals(413, put.statusCode());
        assertTrue(put.body().contains("4 MiB"), put.body());
    }

    @Test
    void guessingIsSlowedDown() throws Exception {
        int last = 0;
        for (int i = 0; i < 40 && last != 429; i++) {
            last = anybody.as("carol", "guess" + i).status("GET", "/token");
        }
        assertEquals(429, last);
        NOW.set(NOW.get().plus(Duration.ofMinutes(2)));
        assertEquals(401, anybody.as("carol", "guess").status("GET", "/token"));
    }
}
