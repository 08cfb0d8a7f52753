import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.engine.wire.ServerOptions;
import dev.seawall.server.Server;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Fills the embedded store of a real server straight in its tables and times what the pages ask for. */
public final class PagesBench {
    private static final String[] KINDS = {"vulnerability", "vulnerability", "vulnerability", "misconfiguration", "secret"};
    /** What the pages ask first: the path, and the page. */
    private static final List<String> ASKED = List.of(
            "/api/v1/findings?status=open&limit=50",
            "/api/v1/findings?status=open&severity=CRITICAL&limit=50",
            "/api/v1/findings?status=open&group=fix&limit=10",
            "/api/v1/findings?status=open&group=rule&limit=50",
            "/api/v1/findings?status=open&q=package-77&limit=50",
            "/api/v1/images?limit=50",
            "/api/v1/images?q=app-4242&limit=50",
            "/api/v1/scans?limit=500");

    public static void main(String[] args) throws Exception {
        int images = Integer.parseInt(args[0]);
        int each = Integer.parseInt(args[1]);
        Path home = Files.createTempDirectory("seawall-pages");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ServerOptions options = new ServerOptions(
                home, List.of("web"), List.of(new ListenAddress("web", "127.0.0.1", 0)), "off", false, null);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String cookie;
            try (Server server = Server.start(options, new PrintStream(said, true), Clock.systemUTC())) {
                cookie = administrator(client, server.url("web"), said.toString().replaceAll("(?s).*/first#(\\S+).*", "$1"));
            }
            long start = System.nanoTime();
            fill(home.resolve("state.db"), images, each);
            System.out.printf("filled %d images, %d findings in %.0f s%n", images, (long) images * each, (System.nanoTime() - start) / 1e9);
            try (Server server = Server.start(options, new PrintStream(said, true), Clock.systemUTC())) {
                for (String path : ASKED) {
                    time(client, server.url("web") + path, cookie);
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String administrator(HttpClient client, String url, String secret) throws Exception {
        String body = "{\"secret\":\"" + secret + "\",\"name\":\"ada\",\"password\":\"nine green lamps hum\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/first")).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static void time(HttpClient client, String url, String cookie) throws Exception {
        double[] millis = new double[6];
        int status = 0;
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            status = client.send(HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf("%4d  first %7.0f ms  median %7.0f ms  %s%n", status, first, millis[millis.length / 2], url.replaceAll("https?://[^/]+", ""));
    }

    private static void fill(Path database, int images, int each) throws Exception {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(report)) {
            gzip.write("{\"schemaVersion\":1,\"target\":{\"kind\":\"image\",\"name\":\"x\"},\"findings\":[]}".getBytes(StandardCharsets.UTF_8));
        }
        Random random = new Random(7);
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            db.setAutoCommit(false);
            try (PreparedStatement target = db.prepareStatement("INSERT INTO targets (id, kind, name, digest, scan, scanned_at, critical, high, medium, low, unknown, passed) VALUES (?, 'image', ?, ?, ?, ?, 1, 2, 3, 4, 0, 1)");
                    PreparedStatement scan = db.prepareStatement("INSERT INTO scans (id, target, at, actor, digest, passed, critical, high, medium, low, unknown, report) VALUES (?, ?, ?, 'ada', ?, 1, 1, 2, 3, 4, 0, ?)");
                    PreparedStatement finding = db.prepareStatement("INSERT INTO findings (target, fingerprint, rule, kind, severity, status, title, package, version, fix_state, fix_version, place, priority, kev, epss, practices, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '1.0', 'fixed', ?, 'usr/lib/x', ?, ?, 0.1, 'IMG-3', ?)")) {
                for (int i = 0; i < images; i++) {
                    image(target, scan, i, report.toByteArray());
                    for (int j = 0; j < each; j++) {
                        finding(finding, i, j, random);
                    }
                    if (i % 1000 == 999) {
                        for (PreparedStatement one : List.of(target, scan, finding)) {
                            one.executeBatch();
                        }
                        db.commit();
                    }
                }
                for (PreparedStatement one : List.of(target, scan, finding)) {
                    one.executeBatch();
                }
                db.commit();
            }
        }
    }

    private static void image(PreparedStatement target, PreparedStatement scan, int i, byte[] report) throws SQLException {
        long at = 1_790_000_000_000L + i * 1000L;
        set(target, "t" + i, "registry.example.org/team-" + i % 100 + "/app-" + i + ":1", "sha256:" + i, "s" + i, at);
        set(scan, "s" + i, "t" + i, at, "sha256:" + i, report);
    }

    private static void finding(PreparedStatement finding, int i, int j, Random random) throws SQLException {
        int rule = (int) Math.abs(random.nextGaussian() * 4000);
        int severity = rule % 5;
        set(finding, "t" + i, "f" + i + "-" + j, "CVE-2026-" + rule, KINDS[rule % KINDS.length], severity, rule % 50 == 0 ? "excepted" : "open",
                "A fault in package-" + rule % 900, "package-" + rule % 900, "1." + rule % 30, severity * 20 + rule % 20, rule % 97 == 0 ? 1 : 0, 1_790_000_000_000L);
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }
}
