package dev.seawall.engine.harden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian-based Python, nginx and Java images, slimmed, run by the real docker and probed over HTTP. */
final class HardenIT {
    private static final String PYTHON = """
            import os,http.server,threading,urllib.request,ssl,json,sqlite3,hashlib,socket
            s=http.server.HTTPServer(('127.0.0.1',8000),http.server.SimpleHTTPRequestHandler)
            threading.Thread(target=s.serve_forever,daemon=True).start()
            print('SERVED',urllib.request.urlopen('http://127.0.0.1:8000/').status,ssl.OPENSSL_VERSION[:7],flush=True)
            # ends without waiting for the server's thread, which would need libgcc_s to end
            os._exit(0)
            """;
    private static final String JAVA = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.*;
            public class Serve {
                public static void main(String[] words) throws Exception {
                    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8000), 0);
                    server.createContext("/", e -> { e.sendResponseHeaders(200, 2); e.getResponseBody().write("ok".getBytes()); e.close(); });
                    server.start();
                    var url = new URL("http://127.0.0.1:8000/");
                    javax.net.ssl.SSLContext.getDefault();
                    java.security.SecureRandom.getInstanceStrong();
                    System.out.println("SERVED " + ((HttpURLConnection) url.openConnection()).getResponseCode());
                    System.exit(0);
                }
            }
            """;
    private static final String NGINX = """
            user nobody nogroup; daemon off; worker_processes 1; pid /tmp/nginx.pid; error_log stderr;
            events {}
            http { include /etc/nginx/mime.types; access_log off; gzip on;
              server { listen 127.0.0.1:8000; root /app; location /old { return 302 /; } } }
            """;
    private static final List<String> USELESS = List.of("bash", "apt", "perl-base", "passwd", "tar");

    @TempDir
    private Path folder;

    @Test
    void aSlimPythonImageStillServes() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/bin/python3.11")), "skipped: Debian's python3.11 is not here");
        List<String> packages = List.of(
                ("python3.11-minimal libpython3.11-minimal libpython3.11-stdlib python3.11 python3-minimal python3"
                                + " libpython3-stdlib libssl3 libexpat1 libsqlite3-0 libffi8 liblzma5 libbz2-1.0 libreadline8"
                                + " libncursesw6 libdb5.3 libnsl2 libtirpc3 libgssapi-krb5-2 libkrb5-3 libk5crypto3"
                                + " libcom-err2 libkrb5support0 libkeyutils1 media-types")
                        .split(" "));
        DebianImage image = DebianImage.of(
                folder, packages, "[\"python3\",\"/app/serve.py\"]", Map.of("serve.py", PYTHON.getBytes(UTF_8)));
        assertTrue(image.run("full").contains("SERVED 200"), "the full image serves");
        Hardening.Outcome outcome = image.slim();
        HardenPlan plan = requireSlim(outcome, 3, 2);
        assertTrue(plan.keptPackages().containsAll(Set.of("libc6", "libssl3", "python3.11-minimal")));
        assertTrue(outcome.dockerfile().contains("CMD [\"python3\",\"/app/serve.py\"]"), "the Dockerfile starts it");
        assertTrue(image.run("slim").contains("SERVED 200"), "the slim image serves too");
        assertThrows(AssertionError.class, () -> image.run("slim", "bash", "-c", "true"));
        HardenPlan again = image.again();
        assertFalse(again.keptPackages().contains("bash"), "the package database was slimmed too");
        assertEquals(plan.keptPackages(), again.keptPackages());
    }

    @Test
    void aSlimNginxImageStillServes() throws IOException {
        DebianImage image = DebianImage.of(
                folder,
                List.of("nginx", "nginx-common", "libssl3"),
                "[\"nginx\",\"-c\",\"/app/nginx.conf\"]",
                Map.of("nginx.conf", NGINX.getBytes(UTF_8), "index.html", "<p>Seawall".getBytes(UTF_8)));
        assertTrue(image.serve("full", "http://127.0.0.1:8000/").contains("<p>Seawall"), "the full image serves");
        HardenPlan plan = requireSlim(image.slim(), 3, 1);
        assertTrue(plan.keptPackages().containsAll(Set.of("libc6", "libssl3", "nginx", "nginx-common")));
        String answer = image.serve("slim", "http://127.0.0.1:8000/");
        assertTrue(answer.contains("200 OK") && answer.contains("Content-Type: text/html"), answer);
        assertTrue(image.serve("slim", "http://127.0.0.1:8000/old").contains("302 Moved"), "its rules hold");
    }

    @Test
    void aSlimJavaImageStillServes() throws IOException {
        Path java = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
        Assumptions.assumeTrue(Files.exists(java), "skipped: Debian's openjdk-17-jre-headless is not here");
        Path source = Files.writeString(folder.resolve("Serve.java"), JAVA);
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-nowarn", "-d", folder.toString(), source.toString());
        byte[] program = Files.readAllBytes(folder.resolve("Serve.class"));
        List<String> packages = List.of("openjdk-17-jre-headless", "libstdc++6", "java-common", "ca-certificates-java");
        DebianImage image = DebianImage.of(
                folder,
                packages,
                "[\"" + java + "\",\"-Xshare:auto\",\"-cp\",\"/app\",\"Serve\"]",
                Map.of("Serve.class", program));
        assertTrue(image.run("full").contains("SERVED 200"), "the full image serves");
        HardenPlan plan = requireSlim(image.slim(), 10, 9);
        assertTrue(plan.keptPackages().contains("openjdk-17-jre-headless"));
        assertTrue(image.run("slim").contains("SERVED 200"), "the slim image serves too");
    }

    /** The useless packages are gone, and of {@code before} bytes at most {@code after} are left. */
    private static HardenPlan requireSlim(Hardening.Outcome outcome, int before, int after) {
        HardenPlan plan = outcome.plan();
        Set<String> gone = plan.removals().stream()
                .filter(removal -> removal.kind() == Removal.Kind.PACKAGE)
                .map(Removal::name)
                .collect(Collectors.toSet());
        assertTrue(gone.containsAll(USELESS), gone.toString());
        assertTrue(
                plan.bytesAfter() * before < plan.bytesBefore() * after,
                plan.bytesBefore() + " to " + plan.bytesAfter());
        return plan;
    }
}
