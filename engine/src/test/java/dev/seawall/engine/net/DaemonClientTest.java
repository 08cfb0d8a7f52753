package dev.seawall.engine.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.seawall.engine.Fuzz;
import dev.seawall.engine.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small HTTP client for engines, against engines that misbehave. */
final class DaemonClientTest {
    @TempDir
    Path folder;

    /** Answers every connection with the same bytes; keeps it open where told to. */
    private static final class Canned implements Closeable {
        private final ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

        Canned(Path socket, String answer, boolean hangs) throws IOException {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        SocketChannel client = channel.accept();
                        client.read(ByteBuffer.allocate(4096));
                        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
                        if (!hangs) {
                            client.close();
                        }
                    }
                } catch (IOException e) {
                    return;
                }
            });
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private String answer(String canned, boolean hangs) throws IOException {
        Path socket = folder.resolve("s");
        Files.deleteIfExists(socket);
        RegistryOptions options =
                RegistryOptions.of(Map.of()).withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(300));
        try (Canned server = new Canned(socket, canned, hangs)) {
            DaemonClient client = new DaemonClient(new DaemonEndpoint.UnixSocket(socket), options);
            return client.json("/x").toString();
        }
    }

    @Test
    void bodiesOfEveryFramingAreRead() throws IOException {
        String head = "HTTP/1.1 200 OK\r\n";
        assertEquals("{\"a\":1}", answer(head + "Content-Length: 7\r\n\r\n{\"a\":1}", true));
        assertEquals("{\"a\":1}", answer(head + "\r\n{\"a\":1}", false));
        assertEquals(
                "{\"a\":1}",
                answer(
                        head + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nT: v\r\n\r\n",
                        true));
        assertEquals("{\"a\":1}", answer("HTTP/1.1 100 Continue\r\n\r\n" + head + "\r\n{\"a\":1}", false));
    }

    @Test
    void brokenAnswersAreErrors() {
        String head = "HTTP/1.1 200 OK\r\n";
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        for (String broken : List.of(
                "",
                "SSH-2.0-x\r\n\r\n",
                head,
                head + "Content-Length: 99\r\n\r\n{}",
                head + "Content-Length: -1\r\n\r\n{}",
                head + "x: " + "y".repeat(20_000) + "\r\n\r\n{}",
                head + "x: y\r\n".repeat(300) + "\r\n{}",
                chunked + "zz\r\n{}\r\n0\r\n\r\n",
                chunked + "ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                chunked + "2\r\n{}extra\r\n0\r\n\r\n",
                chunked + "5\r\n{}")) {
            assertThrows(IOException.class, () -> answer(broken, false), broken);
        }
        assertTrue(assertThrows(IOException.class, () -> answer(head, true))
                .getMessage()
                .contains("nothing came"));
    }

    @Test
    void theEnginesOwnMessageIsGivenOn() {
        String body = "{\"message\":\"No such image\\u001b: x\"}";
        DaemonException e = assertThrows(
                DaemonException.class,
                () -> answer("HTTP/1.1 404 Not Found\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, true));
        assertEquals(404, e.status());
        assertTrue(e.getMessage().startsWith("No such image : x"), e.getMessage());
    }

    @Test
    void endpointsAreReadAsDockerReadsThem() throws IOException {
        assertEquals(
                "unix:///x",
                DaemonEndpoint.docker(Map.of("DOCKER_HOST", "unix:///x"))
                        .getFirst()
                        .toString());
        assertEquals(
                "tcp://h:2375",
                DaemonEndpoint.docker(Map.of("DOCKER_HOST", "tcp://h"))
                        .getFirst()
                        .toString());
        assertEquals(
                new DaemonEndpoint.TcpPort("::1", 2376, Path.of("/c")),
                DaemonEndpoint.docker(Map.of("DOCKER_HOST", "tcp://[::1]:2376", "DOCKER_CERT_PATH", "/c"))
                        .getFirst());
        assertThrows(IOException.class, () -> DaemonEndpoint.docker(Map.of("DOCKER_HOST", "ssh://h")));
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"mine\"}");
        Map<String, String> environment = Map.of("DOCKER_CONFIG", folder.toString());
        assertThrows(IOException.class, () -> DaemonEndpoint.docker(environment));
        String id = Digest.sha256("mine".getBytes(StandardCharsets.UTF_8)).hex();
        Path meta =
                Files.createDirectories(folder.resolve("contexts/meta/" + id)).resolve("meta.json");
        Files.writeString(meta, "{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///mine.sock\"}}}");
        assertEquals(
                "unix:///mine.sock",
                DaemonEndpoint.docker(environment).getFirst().toString());
    }

    @Test
    void tlsEnginesAreCheckedByTheirAuthority() throws IOException {
        TinyCertificate certificate = TinyCertificate.create();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server.createContext("/", exchange -> {
            try (exchange) {
                TinyServer.send(exchange, 200, "{\"a\":1}");
            }
        });
        server.start();
        try {
            certificate.writeCertificate(folder.resolve("ca.pem"));
            certificate.writeCertificate(folder.resolve("cert.pem"));
            certificate.writeKey(folder.resolve("key.pem"));
            int port = server.getAddress().getPort();
            RegistryOptions options =
                    RegistryOptions.of(Map.of()).withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
            DaemonEndpoint endpoint = new DaemonEndpoint.TcpPort("127.0.0.1", port, folder);
            assertEquals(
                    "{\"a\":1}", new DaemonClient(endpoint, options).json("/x").toString());
            TinyCertificate.create().writeCertificate(folder.resolve("ca.pem"));
            assertThrows(IOException.class, () -> new DaemonClient(endpoint, options).json("/x"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void fuzzedAnswersAreRefusedOrRead() {
        List<byte[]> corpus = List.of(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nT: v\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1),
                "HTTP/1.1 404 Not\r\nContent-Length: 7\r\nX: y\r\n\r\n{\"a\":1}".getBytes(StandardCharsets.ISO_8859_1));
        Fuzz.run(corpus, input -> {
            Wire wire = new Wire() {
                @Override
                public InputStream in() {
                    return new ByteArrayInputStream(input);
                }

                @Override
                public OutputStream out() {
                    return OutputStream.nullOutputStream();
                }

                @Override
                public void close() {}
            };
            DaemonAnswer.read(wire, true).body().transferTo(OutputStream.nullOutputStream());
        });
    }
}
