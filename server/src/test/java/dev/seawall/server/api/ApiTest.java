package dev.seawall.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API as a client sees it. */
final class ApiTest {
    @TempDir
    private static Path home;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = TestServer.start(home);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String report(String name, String... findings) {
        return "{\"schemaVersion\":1,\"target\":{\"kind\":\"image\",\"name\":\"" + name
                + "\",\"digest\":\"sha256:1\"},\"findings\":[" + String.join(",", findings)
                + "],\"verdict\":{\"passed\":true}}";
    }

    private static String finding(String id, String severity) {
        return "{\"id\":\"" + id + "\",\"fingerprint\":\"f-" + id + "\",\"kind\":\"vulnerability\",\"severity\":\""
                + severity + "\",\"title\":\"about " + id
                + "\",\"practices\":[\"IMG-3\"],\"package\":{\"name\":\"libx\","
                + "\"version\":\"1\"},\"fix\":{\"state\":\"fixed\",\"version\":\"2\"},\"priority\":{\"score\":50},"
                + "\"location\":{\"path\":\"a\"},\"status\":\"open\"}";
    }

    private static JsonNode add(String report) throws IOException, InterruptedException {
        HttpResponse<String> made = server.ask("POST", "/api/v1/scans", report);
        assertEquals(201, made.statusCode(), made.body());
        return TestServer.json(made);
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> got = server.ask("GET", path, "");
        assertEquals(200, got.statusCode(), got.body());
        return TestServer.json(got);
    }

    @Test
    void scansAreStoredComparedAndSearched() throws IOException, InterruptedException {
        JsonNode first = add(report("shop/a:1", finding("CVE-1", "HIGH"), finding("CVE-2", "LOW")));
        JsonNode second = add(report("shop/a:1", finding("CVE-2", "LOW"), finding("CVE-3", "CRITICAL")));
        assertEquals(first.path("image"), second.path("image"));
        assertEquals(1, second.path("summary").path("CRITICAL").asInt());
        JsonNode diff = get("/api/v1/scans/" + second.path("id").asString() + "/diff/"
                + first.path("id").asString());
        assertEquals("CVE-3", diff.path("added").path(0).path("id").asString());
        assertEquals("CVE-1", diff.path("removed").path(0).path("id").asString());
        assertEquals(1, diff.path("unchanged").asInt());
        String image = second.path("image").asString();
        assertEquals(2, get("/api/v1/findings?image=" + image).path("total").asInt());
        assertEquals(
                1,
                get("/api/v1/findings?severity=CRITICAL&image=" + image)
                        .path("items")
                        .size());
        assertEquals(
                1,
                get("/api/v1/findings?q=ABOUT+cve-3&image=" + image)
                        .path("items")
                        .size());
        JsonNode group =
                get("/api/v1/findings?group=fix&image=" + image).path("items").path(0);
        assertEquals("libx 2", group.path("key").asString());
        assertEquals(2, group.path("findings").asInt());
        assertEquals(2, get("/api/v1/scans?image=" + image).path("items").size());
        HttpResponse<String> newest =
                server.ask("DELETE", "/api/v1/scans/" + second.path("id").asString(), "");
        assertEquals(409, newest.statusCode());
        assertEquals(
                204,
                server.ask("DELETE", "/api/v1/scans/" + first.path("id").asString(), "")
                        .statusCode());
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrDouble() throws IOException, InterruptedException {
        String[] many = Stream.iterate(0, i -> i + 1)
                .limit(25)
                .map(i -> finding("PAGE-" + i, "MEDIUM"))
                .toArray(String[]::new);
        String image = add(report("shop/pages", many)).path("image").asString();
        java.util.Set<String> seen = new java.util.TreeSet<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/findings?limit=7&image=" + image + "&cursor=" + cursor);
            page.path("items")
                    .forEach(item -> assertTrue(seen.add(item.path("id").asString())));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        assertEquals(25, seen.size());
    }

    @Test
    void anExceptionHidesWhatItMatchesUntilItIsRemoved() throws IOException, InterruptedException {
        String image = add(report("shop/except:1", finding("CVE-9", "HIGH")))
                .path("image")
                .asString();
        HttpResponse<String> made = server.ask(
                "POST",
                "/api/v1/exceptions",
                "{\"rule\":\"CVE-9\",\"target\":\"shop/except*\",\"reason\":\"not reachable\",\"owner\":\"ada\"}");
        assertEquals(201, made.statusCode(), made.body());
        String id = TestServer.json(made).path("id").asString();
        assertEquals(1, get("/api/v1/exceptions/" + id).path("hits").asInt());
        assertEquals(
                0,
                get("/api/v1/findings?status=open&image=" + image).path("total").asInt());
        assertEquals(
                0, get("/api/v1/images/" + image).path("summary").path("HIGH").asInt());
        String etag = made.headers().firstValue("ETag").orElseThrow();
        assertEquals(428, server.ask("DELETE", "/api/v1/exceptions/" + id, "").statusCode());
        assertEquals(
                412,
                server.ask("DELETE", "/api/v1/exceptions/" + id, "", "If-Match", "\"v99\"")
                        .statusCode());
        assertEquals(
                204,
                server.ask("DELETE", "/api/v1/exceptions/" + id, "", "If-Match", etag)
                        .statusCode());
        assertEquals(
                1,
                get("/api/v1/findings?status=open&image=" + image).path("total").asInt());
    }

    @Test
    void whoSeesWhatIsDecidedByTheScope() throws IOException, InterruptedException {
        add(report("team-a/app", finding("CVE-11", "HIGH")));
        add(report("team-b/app", finding("CVE-12", "HIGH")));
        String viewer = "{\"name\":\"bob\",\"password\":\"" + TestServer.PASSWORD
                + "\",\"grants\":[{\"role\":\"operator\",\"scope\":\"image:team-a/*\"}]}";
        assertEquals(201, server.ask("POST", "/api/v1/users", viewer).statusCode());
        String login = java.util.Base64.getEncoder().encodeToString(("bob:" + TestServer.PASSWORD).getBytes());
        HttpResponse<String> images = server.send("GET", "/api/v1/images", "", "Authorization", "Basic " + login);
        assertEquals(1, TestServer.json(images).path("items").size(), images.body());
        HttpResponse<String> findings =
                server.send("GET", "/api/v1/findings?q=CVE-1", "", "Authorization", "Basic " + login);
        assertFalse(findings.body().contains("CVE-12"), findings.body());
        HttpResponse<String> foreign =
                server.send("POST", "/api/v1/scans", report("team-b/app"), "Authorization", "Basic " + login);
        assertEquals(403, foreign.statusCode());
        assertEquals(
                403,
                server.send("GET", "/api/v1/users", "", "Authorization", "Basic " + login)
                        .statusCode());
        assertEquals(401, server.send("GET", "/api/v1/images", "").statusCode());
    }

    @Test
    void aSessionNeedsItsHeaderForChanges() throws IOException, InterruptedException {
        HttpResponse<String> in =
                server.send("POST", "/api/v1/login", "{\"name\":\"ada\",\"password\":\"" + TestServer.PASSWORD + "\"}");
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        String pair = cookie.split(";")[0];
        assertEquals(
                200, server.send("GET", "/api/v1/users", "", "Cookie", pair).statusCode());
        assertEquals(
                403, server.send("POST", "/api/v1/logout", "", "Cookie", pair).statusCode());
        String csrf = TestServer.json(in).path("csrf").asString();
        assertEquals(
                204,
                server.send("POST", "/api/v1/logout", "", "Cookie", pair, "X-Seawall-Csrf", csrf)
                        .statusCode());
        assertEquals(
                401, server.send("GET", "/api/v1/users", "", "Cookie", pair).statusCode());
    }

    @Test
    void answersCarryTagsHeadersAndProblems() throws IOException, InterruptedException {
        HttpResponse<String> policies = server.ask("GET", "/api/v1/policies", "");
        String etag = policies.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304,
                server.ask("GET", "/api/v1/policies", "", "If-None-Match", etag).statusCode());
        assertEquals(
                "nosniff",
                policies.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertTrue(policies.headers()
                .firstValue("Content-Security-Policy")
                .orElse("")
                .contains("default-src 'none'"));
        HttpResponse<String> missing = server.ask("GET", "/api/v1/scans/nothing", "");
        assertEquals(404, missing.statusCode());
        assertEquals(
                "application/problem+json",
                missing.headers().firstValue("Content-Type").orElse(""));
        assertEquals(400, server.ask("GET", "/api/v1/scans?limt=1", "").statusCode());
        assertTrue(server.send("GET", "/openapi.yaml", "").body().contains("openapi: 3.1.0"));
        assertTrue(server.ask("GET", "/metrics", "").body().contains("seawall_http_requests_total{"));
    }

    @Test
    void policiesKeepTheLastWriterHonest() throws IOException, InterruptedException {
        String body = "{\"content\":\"rules: []\",\"mode\":\"observe\"}";
        HttpResponse<String> made = server.ask("PUT", "/api/v1/policies/gate", body);
        assertEquals(200, made.statusCode(), made.body());
        assertEquals(412, server.ask("PUT", "/api/v1/policies/gate", body).statusCode());
        String etag = made.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                200,
                server.ask("PUT", "/api/v1/policies/gate", body, "If-Match", etag)
                        .statusCode());
        assertEquals(
                412,
                server.ask("PUT", "/api/v1/policies/gate", body, "If-Match", etag)
                        .statusCode());
    }

    @Test
    void eventsGoOnWhereAClientStopped() throws IOException, InterruptedException {
        add(report("shop/events:1"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/events"))
                .header("Authorization", "Bearer " + server.token())
                .header("Last-Event-ID", "0")
                .build();
        HttpResponse<Stream<String>> response = server.client().send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            assertTrue(lines.anyMatch(line -> line.startsWith("event: scan.stored")));
        }
    }

    @Test
    void postureRestsOnTheStoredReports() throws IOException, InterruptedException {
        add(report("shop/posture:1", finding("CVE-77", "CRITICAL")));
        JsonNode posture = get("/api/v1/posture");
        assertEquals(28, posture.path("practices").size());
        JsonNode scanned = posture.path("practices").path(2);
        assertEquals("IMG-3", scanned.path("id").asString());
        assertEquals("fail", scanned.path("state").asString());
        assertTrue(posture.path("formula").asString().contains("passed / (passed + failed)"));
    }

    @Test
    void jobsRunAndTheAuditLogIsWhole() throws IOException, InterruptedException {
        HttpResponse<String> made = server.ask("POST", "/api/v1/jobs", "{\"kind\":\"prune\"}");
        assertEquals(201, made.statusCode(), made.body());
        String path = "/api/v1/jobs/" + TestServer.json(made).path("id").asString();
        String state = "";
        for (int i = 0; i < 200 && !state.equals("done"); i++) {
            state = get(path).path("state").asString();
            Thread.onSpinWait();
        }
        assertEquals("done", state);
        assertTrue(get("/api/v1/audit/verification").path("whole").asBoolean());
        assertEquals(
                "job.add",
                get("/api/v1/audit?action=job.add")
                        .path("items")
                        .path(0)
                        .path("action")
                        .asString());
    }
}
