package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.check.compose.ComposeReader;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose files: what the checks that were written for pods say about services, and what belongs together. */
final class ComposeTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Report check(Path path) {
        return Checker.check(CheckRequest.of(List.of(path.toString())));
    }

    private static Set<String> ids(Report report) {
        Set<String> ids = new TreeSet<>();
        report.findings().forEach(finding -> ids.add(finding.id()));
        return ids;
    }

    private static SourceMap container(Document document) {
        Workload workload = document.workload();
        assertTrue(workload != null);
        return workload.pod().list("containers").maps().getFirst();
    }

    private static List<Document> read(String text) throws IOException {
        return new ComposeReader()
                .read(InputFile.of("compose.yaml", text.getBytes(StandardCharsets.UTF_8)))
                .documents();
    }

    @Test
    void checksOfPodsFireOnServices() throws IOException {
        Report report = check(write("compose.yaml", """
                services:
                  web:
                    image: nginx
                    privileged: true
                    network_mode: host
                    pid: host
                    cap_add: [SYS_ADMIN, CAP_NET_ADMIN]
                    ports: ["8080:80"]
                    volumes: ["/etc:/host"]
                    sysctls: {kernel.msgmax: 1}
                    security_opt: ["label:type:unconfined_t"]
                """));
        assertTrue(
                ids(report)
                        .containsAll(Set.of(
                                "runs-privileged",
                                "shares-host-namespaces",
                                "adds-dangerous-capability",
                                "uses-host-port",
                                "mounts-host-path",
                                "sets-unsafe-sysctl",
                                "sets-selinux-options")),
                () -> ids(report).toString());
        Finding privileged = report.findings().stream()
                .filter(finding -> finding.id().equals("runs-privileged"))
                .findFirst()
                .orElseThrow();
        assertEquals(4, privileged.location().line());
        assertEquals(List.of(), report.files());
    }

    @Test
    void overridesAndEnvironmentAreMerged() throws IOException {
        write(".env", "PRIV=true\n# comment\n");
        write("compose.yaml", """
                services:
                  web:
                    image: a:1
                    environment: [A=1, B=2]
                  db: {image: b:1, privileged: "${PRIV}"}
                """);
        write(
                "compose.override.yaml",
                "services: {web: {pid: host, environment: {A: 3}}, late: {image: c:1, ipc: host}}");
        Report report = check(folder);
        assertEquals(List.of(), report.files());
        Set<String> places = new TreeSet<>();
        report.findings().stream()
                .filter(f -> f.id().equals("shares-host-namespaces") || f.id().equals("runs-privileged"))
                .forEach(f -> places.add(f.location().path().replaceFirst(".*/", "") + ":"
                        + f.location().line()));
        assertEquals(Set.of("compose.yaml:1", "compose.yaml:2", "compose.yaml:5"), places);
    }

    @Test
    void extendsAndAnchorsAreFollowed() throws IOException {
        List<Document> documents = read("""
                x-base: &base {read_only: true, user: "10:20"}
                services:
                  one: {image: a, extends: two, cap_add: [B]}
                  two: {<<: *base, image: b, cap_add: [A], mem_limit: 64m, deploy: {resources: {limits: {cpus: 0.50}}}}
                """);
        SourceMap one = container(documents.get(1));
        assertEquals("a", one.text("image"));
        assertEquals(
                "{readOnlyRootFilesystem=true, runAsUser=10, runAsGroup=20, capabilities={add=[A, B]}}",
                one.map("securityContext").toString());
        assertEquals("{limits={memory=64Mi, cpu=0.5}}", one.map("resources").toString());
    }

    @Test
    void circlesAndMissingServicesAreProblems() throws IOException {
        Documents read = new ComposeReader().read(InputFile.of("compose.yaml", """
                services:
                  a: {extends: b}
                  b: {extends: {service: a}}
                  c: {extends: nobody}
                  d: {extends: {file: /nowhere/else.yaml, service: x}}
                  e: text
                """.getBytes(StandardCharsets.UTF_8)));
        assertEquals(5, read.documents().size());
        assertEquals(6, read.problems().size(), read.problems().toString());
    }

    @Test
    void portsAndVolumesKeepTheirMeaning() throws IOException {
        SourceMap container = container(read("""
                services:
                  a:
                    image: x
                    ports: ["127.0.0.1:80-81:8080-8081/udp", 22, "[::1]:5:6", {target: 7, published: "8-9"}]
                    volumes: [data:/d, "/h:/t:ro,rshared", "${HOME:-/root}/x:/y"]
                    devices: [/dev/kvm]
                """).get(1));
        assertEquals(
                "[{containerPort=8080, hostPort=80, hostIP=127.0.0.1, protocol=UDP}, "
                        + "{containerPort=8081, hostPort=81, hostIP=127.0.0.1, protocol=UDP}, "
                        + "{containerPort=22, hostPort=0}, {containerPort=6, hostPort=5, hostIP=::1}, "
                        + "{containerPort=7, hostPort=8}]",
                container.list("ports").toString());
        assertEquals(
                "[{name=volume-0, mountPath=/d}, {name=volume-1, mountPath=/t, readOnly=true, "
                        + "mountPropagation=Bidirectional}, {name=volume-2, mountPath=/y}, "
                        + "{name=volume-3, mountPath=/dev/kvm}]",
                container.list("volumeMounts").toString());
    }
}
