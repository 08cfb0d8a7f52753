package dev.seawall.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, listeners, configuration and stop. */
final class ServerTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private ServerOptions options(String tls, String... listen) {
        List<ListenAddress> addresses =
                List.of(listen).stream().map(ListenAddress::parse).toList();
        return new ServerOptions(home.resolve("home"), List.of(), addresses, tls, false, null);
    }

    private Server start(ServerOptions options) {
        return Server.start(options, new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
    }

    @Test
    void plainListenerAnswersOnTheFreePortItPrints() throws Exception {
        try (Server server = start(options("off", "web=127.0.0.1:0"));
                HttpClient client = HttpClient.newHttpClient()) {
            assertTrue(text().contains("web ready at " + server.url("web") + "\n"), text());
            assertTrue(text().contains(server.url("web") + "/first#first_"), text());
            assertEquals(200, status(client, server.url("web") + "/health"));
        }
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("http://127.0.0.1:"));
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static int status(HttpClient client, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void anEncryptedListenerIsTrustedByItsOwnAuthorityAlone() throws Exception {
        try (Server server = start(options("auto", "web=127.0.0.1:0"));
                HttpClient knowing = Clients.trusting(server);
                HttpClient stranger = HttpClient.newHttpClient()) {
            assertEquals(200, status(knowing, server.url("web") + "/health"));
            assertThrows(SSLHandshakeException.class, () -> status(stranger, server.url("web") + "/health"));
        }
    }

    @Test
    void keysAreTheOwnersAloneAndSurviveARestart() throws Exception {
        byte[] first;
        try (Server server = start(options("auto", "web=127.0.0.1:0"))) {
            first = server.tls().authority().certificate().getEncoded();
        }
        for (String key : List.of("ca.key", "server.key")) {
            assertEquals(
                    "[OWNER_READ, OWNER_WRITE]", modes(home.resolve("home/tls").resolve(key)));
        }
        try (Server server = start(options("auto", "web=127.0.0.1:0"))) {
            assertEquals(
                    java.util.HexFormat.of().formatHex(first),
                    java.util.HexFormat.of()
                            .formatHex(server.tls().authority().certificate().getEncoded()));
        }
    }

    private static String modes(Path file) throws IOException {
        return new java.util.TreeSet<>(Files.getPosixFilePermissions(file)).toString();
    }

    @Test
    void twoServersDoNotShareAHome() {
        try (Server server = start(options("off", "web=127.0.0.1:0"))) {
            assertTrue(server.port("web") > 0);
            var refused = assertThrows(SeawallException.class, () -> start(options("off", "web=127.0.0.1:0")));
            assertTrue(refused.getMessage().contains("another server"), refused.getMessage());
        }
    }

    @Test
    void aTakenPortAndUnknownNamesAreSaid() {
        try (Server server = start(options("off", "web=127.0.0.1:0"))) {
            ServerOptions taken = new ServerOptions(
                    home.resolve("other"),
                    List.of(),
                    List.of(new ListenAddress("web", "127.0.0.1", server.port("web"))),
                    "off",
                    false,
                    null);
            assertTrue(said(taken).contains("listen on 127.0.0.1:" + server.port("web")));
        }
        assertTrue(said(options("off", "wbe=127.0.0.1:0")).contains("wbe"));
        assertTrue(said(new ServerOptions(home, List.of("wbe"), List.of(), "off", false, null))
                .contains("there is no module wbe"));
    }

    private String said(ServerOptions options) {
        return assertThrows(SeawallException.class, () -> start(options)).getMessage();
    }

    @Test
    void theFileSaysWhatTheCommandLineLeavesOpen() throws IOException {
        Path config = Files.writeString(home.resolve("server.yaml"), "tls: off\nlisten: {web: \"127.0.0.1:0\"}\n");
        ServerOptions options = new ServerOptions(home.resolve("home"), List.of(), List.of(), null, false, config);
        try (Server server = start(options)) {
            assertTrue(server.url("web").startsWith("http://127.0.0.1:"));
        }
        Files.writeString(config, "tsl: off\n");
        assertTrue(said(options).contains("unknown keys: tsl"));
        Files.writeString(config, "web: {pagess: 1}\n");
        assertTrue(said(options).contains("pagess"));
    }
}
