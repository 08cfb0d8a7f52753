package dev.seawall.engine.check.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.seawall.engine.check.CheckRequest;
import dev.seawall.engine.check.Checker;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.net.ClusterAccess;
import dev.seawall.engine.net.ClusterClient;
import dev.seawall.engine.net.ClusterException;
import dev.seawall.engine.net.KubeConfig;
import dev.seawall.engine.net.TinyCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster over HTTPS: an API server of this test's own that serves recorded lists, pages and refusals. */
final class LiveClusterTest {
    private static final String POD =
            "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"shop\"%s},\"spec\":{\"containers\":"
                    + "[{\"name\":\"main\",\"image\":\"a:1\",\"securityContext\":{\"privileged\":%s}}]}}";
    private static final String OWNED =
            ",\"ownerReferences\":[{\"kind\":\"ReplicaSet\",\"name\":\"x\",\"controller\":true}]";

    @TempDir
    private Path folder;

    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private HttpsServer server;
    private TinyCertificate certificate;

    @BeforeEach
    void start() throws IOException {
        certificate = TinyCertificate.create();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server.createContext("/", this::answer);
        server.start();
        answers.put("/version", "{\"gitVersion\":\"v1.35.0\"}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            seen.add(exchange.getRequestMethod() + " " + target + " "
                    + exchange.getRequestHeaders().getFirst("Accept"));
            boolean known = "Bearer sesame".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            int status = known ? refusals.getOrDefault(path, 200) : 401;
            String body = status == 200
                    ? answers.getOrDefault(target, answers.getOrDefault(path, "{\"items\":[]}"))
                    : "{\"kind\":\"Status\",\"message\":\"no \\u001b[31m entry\"}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Path kubeconfig(String cluster, String user) throws IOException {
        String authority = Base64.getEncoder()
                .encodeToString(Files.readAllBytes(certificate.writeCertificate(folder.resolve("ca.pem"))));
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters:
                - name: here
                  cluster: {server: "https://127.0.0.1:%d", %s}
                contexts:
                - name: test
                  context: {cluster: here, user: me}
                users:
                - name: me
                  user: {%s}
                """.formatted(
                        server.getAddress().getPort(),
                        cluster.isEmpty() ? "certificate-authority-data: " + authority : cluster,
                        user));
    }

    private Report report() throws IOException {
        ClusterAccess access = KubeConfig.read(kubeconfig("", "token: sesame")).access("", false, false);
        try (ClusterClient client = new ClusterClient(access, Duration.ofSeconds(5))) {
            return Checker.check(CheckRequest.of(List.of()), List.of(LiveCluster.read(client, "test")));
        }
    }

    private static String pod(String name, boolean privileged, String more) {
        return POD.formatted(name, more, privileged);
    }

    private static Outcome outcome(Report report, String check) {
        return report.checks().stream()
                .filter(c -> c.id().equals(check))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    @Test
    void pagesAreFollowedAndOwnedObjectsLeftOut() throws IOException {
        answers.put(
                "/api/v1/pods?limit=500",
                "{\"metadata\":{\"continue\":\"a b\"},\"items\":[" + pod("one", false, "") + "]}");
        answers.put(
                "/api/v1/pods?limit=500&continue=a+b",
                "{\"items\":[" + pod("two", true, "") + "," + pod("three", true, OWNED) + "]}");
        Report report = report();
        List<String> privileged = report.findings().stream()
                .filter(f -> f.id().equals("runs-privileged"))
                .map(f -> f.location().path())
                .toList();
        assertEquals(List.of("cluster:shop/Pod/two"), privileged);
        assertEquals("cluster", report.target().kind().label());
        assertTrue(seen.stream().allMatch(call -> call.startsWith("GET ")), "only reads: " + seen);
    }

    @Test
    void secretsAreListedWithoutTheirValues() throws IOException {
        report();
        assertTrue(seen.stream()
                .anyMatch(call -> call.contains("/secrets?") && call.contains("as=PartialObjectMetadataList")));
    }

    @Test
    void aKindThatIsForbiddenIsInDoubtAndNotClean() throws IOException {
        refusals.put("/apis/apps/v1/deployments", 403);
        answers.put("/api/v1/pods", "{\"items\":[" + pod("one", false, "") + "]}");
        Report report = report();
        assertEquals(Outcome.INCONCLUSIVE, outcome(report, "runs-privileged"));
        assertEquals(1, report.files().size());
        assertTrue(report.files().getFirst().reason().contains("this user may not read it (403)"));
        assertFalse(report.files().getFirst().reason().contains("\u001b"));
    }

    @Test
    void aFailureElsewhereStaysAFailure() throws IOException {
        refusals.put("/apis/apps/v1/deployments", 403);
        answers.put("/api/v1/pods", "{\"items\":[" + pod("one", true, "") + "]}");
        assertEquals(Outcome.FAIL, outcome(report(), "runs-privileged"));
    }

    @Test
    void aMissingGroupIsNoProblem() throws IOException {
        refusals.put("/apis/autoscaling/v2/horizontalpodautoscalers", 404);
        assertEquals(List.of(), report().files());
    }

    @Test
    void rolesOfKubernetesItselfAreNotComplainedAbout() throws IOException {
        String role = "{\"metadata\":{\"name\":\"%s\",\"labels\":{%s}},\"rules\":[{\"apiGroups\":[\"*\"],"
                + "\"resources\":[\"*\"],\"verbs\":[\"*\"]}]}";
        answers.put(
                "/apis/rbac.authorization.k8s.io/v1/clusterroles",
                "{\"items\":["
                        + role.formatted("cluster-admin", "\"kubernetes.io/bootstrapping\":\"rbac-defaults\"") + ","
                        + role.formatted("mine", "") + "]}");
        TreeSet<String> open = new TreeSet<>();
        for (Finding finding : report().findings()) {
            if (finding.status() == FindingStatus.OPEN) {
                open.add(finding.location().path());
            }
        }
        assertEquals(new TreeSet<>(List.of("cluster:ClusterRole/mine")), open);
    }

    @Test
    void anUnknownUserAndASlowServerAreErrors() throws IOException {
        ClusterAccess stranger = KubeConfig.read(kubeconfig("", "token: other")).access("test", false, false);
        try (ClusterClient client = new ClusterClient(stranger, Duration.ofSeconds(5))) {
            ClusterException refused = assertThrows(ClusterException.class, () -> LiveCluster.read(client, "x"));
            assertEquals(401, refused.status());
        }
        server.stop(0);
        try (ClusterClient client = new ClusterClient(stranger, Duration.ofSeconds(2))) {
            assertThrows(IOException.class, () -> LiveCluster.read(client, "x"));
        }
    }

    @Test
    void whatNobodyAllowedIsRefused() throws IOException {
        KubeConfig insecure = KubeConfig.read(kubeconfig("insecure-skip-tls-verify: true", "token: sesame"));
        assertTrue(assertThrows(IOException.class, () -> insecure.access("", false, false))
                .getMessage()
                .contains("--allow-insecure-cluster"));
        assertTrue(insecure.access("", true, false).insecure());
        KubeConfig exec =
                KubeConfig.read(kubeconfig("", "exec: {apiVersion: client.authentication.k8s.io/v1, command: sh}"));
        assertTrue(assertThrows(IOException.class, () -> exec.access("", false, false))
                .getMessage()
                .contains("--allow-exec"));
        KubeConfig unknown = KubeConfig.read(kubeconfig("", "token: sesame"));
        assertThrows(IOException.class, () -> unknown.access("other", false, false));
    }

    @Test
    void aCredentialProgramMayAnswer() throws IOException {
        String answer = "echo '{\\\"status\\\":{\\\"token\\\":\\\"sesame\\\"}}'";
        Path config = kubeconfig("", "exec: {command: sh, args: [\"-c\", \"" + answer + "\"]}");
        ClusterAccess access = KubeConfig.read(config).access("", false, true);
        assertEquals("Bearer sesame", access.authorization());
        assertFalse(access.toString().contains("sesame"));
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws IOException {
        Path config = kubeconfig("", "token: sesame");
        String other = Base64.getEncoder()
                .encodeToString(
                        Files.readAllBytes(TinyCertificate.create().writeCertificate(folder.resolve("other.pem"))));
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceFirst("certificate-authority-data: [^}]*", "certificate-authority-data: " + other));
        try (ClusterClient client =
                new ClusterClient(KubeConfig.read(config).access("", false, false), Duration.ofSeconds(5))) {
            assertThrows(IOException.class, () -> LiveCluster.read(client, "x"));
        }
    }
}
