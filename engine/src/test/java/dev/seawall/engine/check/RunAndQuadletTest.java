package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Command lines and quadlets mean what the same Compose service means. */
final class RunAndQuadletTest {
    private static List<Finding> findings(String name, String text) throws IOException {
        return Checker.findings(InputFile.of(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Set<String> ids(List<Finding> findings) {
        Set<String> ids = new TreeSet<>();
        findings.forEach(finding -> ids.add(finding.id()));
        return ids;
    }

    @Test
    void runLinesInLoopsAndBehindSudo() throws IOException {
        List<Finding> findings = findings("start.sh", """
                #!/bin/bash
                set -e
                for i in 1 2; do
                  sudo docker --context x run -itd --name "web$i" \\
                    --privileged -v /var/run/docker.sock:/s --pid=host \\
                    -p80:80 --cap-add SYS_ADMIN nginx:latest nginx --privileged=no
                done
                """);
        assertTrue(
                ids(findings)
                        .containsAll(Set.of(
                                "runs-privileged",
                                "service-mounts-engine-socket",
                                "shares-host-namespaces",
                                "adds-dangerous-capability",
                                "service-port-on-all-interfaces")),
                () -> ids(findings).toString());
        assertEquals(
                Set.of(4),
                new TreeSet<>(findings.stream().map(f -> f.location().line()).toList()));
    }

    @Test
    void quadletsWithContinuedLines() throws IOException {
        List<Finding> findings = findings("app.container", """
                [Unit]
                Description=App
                [Container]
                Image=registry.example.org/app:1
                # a comment
                AddCapability=CAP_SYS_ADMIN \\
                  NET_BIND_SERVICE
                Network=host
                PodmanArgs=--privileged --pids-limit=10
                [Service]
                MemoryMax=1G
                CPUQuota=50%
                """);
        Set<String> ids = ids(findings);
        assertTrue(ids.containsAll(Set.of("runs-privileged", "shares-host-namespaces", "adds-dangerous-capability")));
        assertTrue(ids.stream().noneMatch(id -> id.matches("service-without-(memory|cpu|pids)-limit")), ids.toString());
        Finding privileged = findings.stream()
                .filter(finding -> finding.id().equals("runs-privileged"))
                .findFirst()
                .orElseThrow();
        assertEquals(9, privileged.location().line());
    }

    @Test
    void hostileFilesAreRefusedOrJudged() throws IOException {
        String deep = "services: {a: {image: x, labels: " + "[".repeat(5000) + "]".repeat(5000) + "}}";
        assertEquals(List.of(), findings("compose.yaml", deep));
        String ports = "services: {a: {image: x, ports: ['1-65535:1-65535', '99999999:1', ':', '']}}";
        assertTrue(!findings("compose.yaml", ports).isEmpty());
        assertEquals(List.of(), findings("daemon.json", "{\"hosts\": [\"tcp"));
        assertTrue(
                !findings("a.container", "[Container]\n=\nImage\n\\\nVolume=\\").isEmpty());
        assertTrue(!findings("run.sh", "docker run " + "-e A=\"$(docker run x)\" ".repeat(2000) + "image")
                .isEmpty());
    }
}
