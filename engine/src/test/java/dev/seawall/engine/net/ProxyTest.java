package dev.seawall.engine.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.seawall.engine.model.ImageRef;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxyTest {
    @TempDir
    Path folder;

    private static boolean direct(String none, String url) throws IOException {
        RegistryOptions options = RegistryOptions.of(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", none));
        return new ProxyRules(options).select(URI.create(url)).equals(List.of(Proxy.NO_PROXY));
    }

    @Test
    void noProxyIsReadAsCurlAndGoReadIt() throws IOException {
        assertTrue(direct("", "https://127.0.0.1:5000/"), "loopback is never sent to a proxy");
        assertTrue(direct("", "http://registry.example.org/"), "no proxy is stated for http");
        assertTrue(!direct("", "https://registry.example.org/"));
        for (String rule : List.of(
                "*", "example.org", ".example.org", "*.example.org", "registry.example.org:443", "x, EXAMPLE.ORG")) {
            assertTrue(direct(rule, "https://registry.example.org/"), rule);
        }
        for (String rule : List.of("ample.org", "registry.example.org:5000", "10.0.0.0/8", "/", ",", "x/y")) {
            assertTrue(!direct(rule, "https://registry.example.org/"), rule);
        }
        assertTrue(direct("10.1.0.0/16", "https://10.1.2.3/"));
        assertTrue(!direct("10.1.0.0/16", "https://10.2.2.3/"));
        assertTrue(direct("fd00::/8", "https://[fd12::1]/"));
        assertTrue(direct("10.1.2.3", "https://10.1.2.3:5000/"));
        assertThrows(IOException.class, () -> new ProxyRules(RegistryOptions.of(Map.of("HTTP_PROXY", "socks5://x:1"))));
    }

    @Test
    void plainRequestsGoThroughTheProxyWithItsLogin() throws IOException {
        try (TinyServer proxy = new TinyServer(exchange -> {
            if (TinyServer.header(exchange, "Proxy-Authorization").equals("-")) {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"p\"");
                TinyServer.send(exchange, 407, "");
            } else {
                TinyServer.send(
                        exchange, 200, "{\"tags\":[\"" + TinyServer.header(exchange, "Proxy-Authorization") + "\"]}");
            }
        })) {
            String host = "registry.example.org:5000";
            RegistryOptions options = RegistryOptions.of(
                            Map.of("http_proxy", "http://user:p%40ss@" + proxy.host(), "https_proxy", ""))
                    .withInsecure(Set.of(host));
            try (RegistryClient client = new RegistryClient(options)) {
                assertEquals(List.of("Basic dXNlcjpwQHNz"), client.tags(ImageRef.parse(host + "/app"), 10));
            }
            assertTrue(proxy.requests.getLast().contains("http://registry.example.org:5000/v2/app/tags/list"));
        }
    }

    /** A proxy that tunnels every CONNECT to one port after it has seen the login. */
    private static final class Tunnel implements Closeable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final int target;
        final List<String> asked = new CopyOnWriteArrayList<>();

        Tunnel(int target) throws IOException {
            this.target = target;
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket accepted = socket.accept();
                        Thread.ofVirtual().start(() -> serve(accepted));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        private void serve(Socket near) {
            try (near) {
                List<String> head = head(near);
                boolean known =
                        head.stream().anyMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: Basic dTpw"));
                asked.add(head.getFirst() + " " + known);
                String answer = known
                        ? "200 OK\r\n"
                        : "407 Login\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\nConnection: close\r\n";
                near.getOutputStream().write(("HTTP/1.1 " + answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                if (known) {
                    try (Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
                        Thread back = Thread.ofVirtual().start(() -> copy(far, near));
                        copy(near, far);
                        back.join();
                    }
                }
            } catch (IOException | InterruptedException e) {
                asked.add(e.toString());
            }
        }

        private static List<String> head(Socket socket) throws IOException {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                if (b == '\n') {
                    String text = line.toString().strip();
                    line.setLength(0);
                    if (text.isEmpty()) {
                        return lines;
                    }
                    lines.add(text);
                } else {
                    line.append((char) b);
                }
            }
            return lines;
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException e) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void tlsIsTunnelledThroughTheProxyWithItsLogin() throws IOException {
        TinyCertificate certificate = TinyCertificate.create();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server.createContext("/", exchange -> {
            try (exchange) {
                TinyServer.send(exchange, 200, "{\"tags\":[\"ok\"]}");
            }
        });
        server.start();
        try (Tunnel tunnel = new Tunnel(server.getAddress().getPort())) {
            RegistryOptions options = RegistryOptions.of(
                            Map.of("HTTPS_PROXY", "http://u:p@127.0.0.1:" + tunnel.socket.getLocalPort()))
                    .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))
                    .withCaFile(certificate.writeCertificate(folder.resolve("ca.pem")));
            try (RegistryClient client = new RegistryClient(options)) {
                assertEquals(List.of("ok"), client.tags(ImageRef.parse("registry.example.org/app"), 10));
            }
            assertTrue(
                    tunnel.asked.contains("CONNECT registry.example.org:443 HTTP/1.1 true"), tunnel.asked.toString());
        } finally {
            server.stop(0);
        }
    }
}
