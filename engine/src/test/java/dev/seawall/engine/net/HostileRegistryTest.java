package dev.seawall.engine.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that lie, break off, go in circles or fall silent. */
final class HostileRegistryTest {
    private static final String INDEX = "{\"schemaVersion\":2,\"manifests\":[]}";

    @TempDir
    Path folder;

    private final List<Duration> pauses = new ArrayList<>();

    private RegistryOptions options() {
        return RegistryOptions.of(Map.of("DOCKER_CONFIG", folder.toString())).withRetries(3, pauses::add);
    }

    private void loginAt(TinyServer server) throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\":{\"" + server.host() + "\":{\"username\":\"alice\",\"password\":\"secret\"}}}");
    }

    private static ImageRef ref(TinyServer server) {
        return ImageRef.parse(server.host() + "/app:1");
    }

    private interface Use {
        void with(TinyServer server, RegistryClient client) throws IOException;
    }

    private void against(HttpHandler handler, Use use) throws IOException {
        try (TinyServer server = new TinyServer(handler);
                RegistryClient client = new RegistryClient(options())) {
            use.with(server, client);
        }
    }

    @Test
    void aManifestWithAnotherDigestIsRefused() throws IOException {
        against(exchange -> TinyServer.send(exchange, 200, INDEX), (server, client) -> {
            ImageRef pinned = ref(server).withDigest(Digest.sha256(new byte[1]));
            IOException e = assertThrows(IOException.class, () -> client.manifest(pinned));
            assertTrue(e.getMessage().contains("another digest"), e.getMessage());
            assertEquals(
                    Digest.sha256(INDEX.getBytes(StandardCharsets.UTF_8)),
                    client.manifest(ref(server)).digest());
        });
        against(
                exchange -> {
                    exchange.getResponseHeaders()
                            .set(
                                    "Docker-Content-Digest",
                                    Digest.sha256(new byte[1]).toString());
                    TinyServer.send(exchange, 200, INDEX);
                },
                (server, client) -> assertThrows(IOException.class, () -> client.manifest(ref(server))));
    }

    @Test
    void aHugeManifestIsRefused() throws IOException {
        against(exchange -> TinyServer.send(exchange, 200, new byte[5 << 20]), (server, client) -> {
            IOException e = assertThrows(IOException.class, () -> client.manifest(ref(server)));
            assertTrue(e.getMessage().contains("larger than"), e.getMessage());
        });
    }

    private static void demandBasic(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
        TinyServer.send(exchange, 401, "");
    }

    @Test
    void credentialsDoNotFollowARedirectToAnotherHost() throws IOException {
        byte[] blob = "content".getBytes(StandardCharsets.UTF_8);
        try (TinyServer storage = new TinyServer(exchange -> TinyServer.send(exchange, 200, blob))) {
            HttpHandler registry = exchange -> {
                if (TinyServer.header(exchange, "Authorization").equals("-")) {
                    demandBasic(exchange);
                } else {
                    TinyServer.redirect(exchange, "http://" + storage.host() + "/blob?signed=1");
                }
            };
            against(registry, (server, client) -> {
                loginAt(server);
                assertArrayEquals(blob, client.blobBytes(ref(server), Digest.sha256(blob), 100));
                assertTrue(server.requests.getLast().contains("Basic "));
            });
            assertEquals(List.of("GET /blob?signed=1 - -"), storage.requests);
        }
    }

    @Test
    void aDemandForCredentialsFromAnotherHostIsNotMet() throws IOException {
        try (TinyServer thief = new TinyServer(HostileRegistryTest::demandBasic)) {
            against(exchange -> TinyServer.redirect(exchange, "http://" + thief.host() + "/"), (server, client) -> {
                loginAt(server);
                assertThrows(RegistryException.class, () -> client.manifest(ref(server)));
            });
            assertEquals(List.of("GET / - -"), thief.requests);
        }
    }

    @Test
    void redirectsEnd() throws IOException {
        AtomicInteger count = new AtomicInteger();
        against(exchange -> TinyServer.redirect(exchange, "/" + count.incrementAndGet()), (server, client) -> {
            IOException e = assertThrows(IOException.class, () -> client.manifest(ref(server)));
            assertTrue(e.getMessage().contains("redirects more than 10 times"), e.getMessage());
        });
        for (String target : List.of("file:///etc/passwd", "", "http://u:p@127.0.0.1/", "http://[", "ftp://x/")) {
            against(
                    exchange -> TinyServer.redirect(exchange, target),
                    (server, client) -> assertInstanceOf(
                            RefusedException.class,
                            assertThrows(IOException.class, () -> client.manifest(ref(server)))));
        }
    }

    @Test
    void aBrokenDownloadGoesOnWhereItBroke() throws IOException {
        byte[] blob = new byte[300_000];
        new Random(1).nextBytes(blob);
        HttpHandler breaking = exchange -> {
            String range = TinyServer.header(exchange, "Range");
            int from = range.equals("-") ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (blob.length - 1) + "/" + blob.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, blob.length - from);
            exchange.getResponseBody().write(blob, from, Math.min(100_000, blob.length - from));
            exchange.getResponseBody().flush();
        };
        against(breaking, (server, client) -> {
            try (InputStream in = client.blob(ref(server), Digest.sha256(blob), blob.length)) {
                assertArrayEquals(blob, in.readAllBytes());
            }
            assertTrue(server.requests.size() >= 4, server.requests.toString());
        });
    }

    @Test
    void aServerThatIgnoresRangeIsReadAgainFromItsStart() throws IOException {
        byte[] blob = new byte[100_000];
        new Random(1).nextBytes(blob);
        AtomicInteger tries = new AtomicInteger();
        HttpHandler handler = exchange -> {
            exchange.sendResponseHeaders(200, blob.length);
            int length = tries.incrementAndGet() == 1 ? 70_000 : blob.length;
            exchange.getResponseBody().write(blob, 0, length);
            exchange.getResponseBody().flush();
        };
        against(handler, (server, client) -> {
            try (InputStream in = client.blob(ref(server), Digest.sha256(blob), blob.length)) {
                assertArrayEquals(blob, in.readAllBytes());
            }
        });
    }

    @Test
    void truncatedAndLyingBlobsAreErrors() throws IOException {
        HttpHandler always = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
        };
        against(always, (server, client) -> {
            try (InputStream in = client.blob(ref(server), Digest.sha256(new byte[0]), 1_000)) {
                assertThrows(IOException.class, in::readAllBytes);
            }
            assertTrue(pauses.size() >= 3, "tried again before it gave up");
        });
        against(
                exchange -> TinyServer.send(exchange, 200, new byte[10]),
                (server, client) -> assertThrows(
                        IOException.class, () -> client.blob(ref(server), Digest.sha256(new byte[0]), 1_000)));
        HttpHandler longer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[2_000]);
        };
        against(longer, (server, client) -> {
            try (InputStream in = client.blob(ref(server), Digest.sha256(new byte[0]), 1_000)) {
                IOException e = assertThrows(IOException.class, in::readAllBytes);
                assertTrue(e.getMessage().contains("longer than the 1000 bytes"), e.getMessage());
            }
        });
    }

    @Test
    void silenceEndsTheWait() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        TinyServer[] holder = new TinyServer[1];
        HttpHandler silent = exchange -> {
            if (asked.incrementAndGet() > 1) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
            }
            holder[0].fallSilent();
        };
        RegistryOptions impatient = options()
                .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300))
                .withRetries(0, pauses::add);
        try (TinyServer server = new TinyServer(silent);
                RegistryClient client = new RegistryClient(impatient)) {
            holder[0] = server;
            assertThrows(HttpTimeoutException.class, () -> client.manifest(ref(server)));
            assertThrows(HttpTimeoutException.class, () -> client.manifest(ref(server)));
        }
    }

    @Test
    void aBusyServerIsAskedAgainWhenItSays() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        HttpHandler busy = exchange -> {
            switch (tries.incrementAndGet()) {
                case 1 -> {
                    exchange.getResponseHeaders().set("Retry-After", "7");
                    TinyServer.send(exchange, 429, "");
                }
                case 2 -> TinyServer.send(exchange, 503, "");
                default -> TinyServer.send(exchange, 200, INDEX);
            }
        };
        against(busy, (server, client) -> client.manifest(ref(server)));
        assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(1)), pauses);
        against(
                exchange -> TinyServer.send(exchange, 429, ""),
                (server, client) -> assertEquals(
                        429,
                        assertThrows(RegistryException.class, () -> client.manifest(ref(server)))
                                .status()));
    }

    @Test
    void listsContinueOnTheSameHostOnly() throws IOException {
        HttpHandler pages = exchange -> {
            boolean first = !exchange.getRequestURI().getQuery().contains("last");
            if (first) {
                exchange.getResponseHeaders().set("Link", "</v2/app/tags/list?last=b>; rel=\"next\"");
            }
            TinyServer.send(exchange, 200, first ? "{\"tags\":[\"a\",\"b\"]}" : "{\"tags\":[\"c\"]}");
        };
        against(pages, (server, client) -> {
            assertEquals(List.of("a", "b", "c"), client.tags(ref(server), 100));
            assertEquals(List.of("a"), client.tags(ref(server), 1));
        });
        HttpHandler away = exchange -> {
            exchange.getResponseHeaders().set("Link", "<http://127.0.0.1:1/x>; rel=\"next\"");
            TinyServer.send(exchange, 200, "{\"tags\":[\"a\"]}");
        };
        against(away, (server, client) -> assertThrows(IOException.class, () -> client.tags(ref(server), 100)));
    }

    @Test
    void messagesOfServersCannotStyleTheTerminal() throws IOException {
        against(
                exchange -> TinyServer.send(
                        exchange, 403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"\\u001b[31mred\\nline\"}]}"),
                (server, client) -> {
                    RegistryException e = assertThrows(RegistryException.class, () -> client.manifest(ref(server)));
                    assertEquals("DENIED", e.code());
                    assertFalse(e.getMessage().chars().anyMatch(c -> c < ' '), e.getMessage());
                });
    }

    @Test
    void aRealmThatIsNoAddressOrAnswersNonsenseIsRefused() throws IOException {
        for (String realm : List.of("", "file:///x", "://", "javascript:1")) {
            HttpHandler handler = exchange -> {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"s\"");
                TinyServer.send(exchange, 401, "");
            };
            against(handler, (server, client) -> assertThrows(IOException.class, () -> client.manifest(ref(server))));
        }
        for (String token : List.of("{}", "{\"token\":\"a\\nb\"}", "[", "{\"token\":5}")) {
            HttpHandler handler = exchange -> {
                if (exchange.getRequestURI().getPath().equals("/token")) {
                    TinyServer.send(exchange, 200, token);
                    return;
                }
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"/token\",service=\"s\"");
                TinyServer.send(exchange, 401, "");
            };
            against(handler, (server, client) -> assertThrows(IOException.class, () -> client.manifest(ref(server))));
        }
    }

    @Test
    void anUploadIsNotSentToAnotherHost() throws IOException {
        HttpHandler handler = exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/upload");
                exchange.sendResponseHeaders(202, -1);
            } else {
                TinyServer.send(exchange, 404, "");
            }
        };
        against(handler, (server, client) -> {
            byte[] blob = new byte[1];
            IOException e =
                    assertThrows(IOException.class, () -> client.pushBlob(ref(server), Digest.sha256(blob), blob));
            assertTrue(e.getMessage().contains("sends the upload to 127.0.0.1:1"), e.getMessage());
        });
    }
}
