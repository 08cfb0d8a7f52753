package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts rendered by Helm itself: where findings stand, what hostile charts do, what repairs change. */
final class HelmTest {
    private static final String POD = """
            {{- if .Values.enabled }}
            apiVersion: v1
            kind: Pod
            metadata:
              name: {{ include "app.name" . }}
            spec:
              hostPID: {{ .Values.hostPID }}
              containers:
              {{- range $i := until 2 }}
                - name: c{{ $i }}
                  image: "nginx:{{ $.Values.image.tag }}"
                  securityContext:
                    {{- toYaml $.Values.security | nindent 8 }}
              {{- end }}
            {{- end }}
            """;
    private static final String VALUES = """
            # values of the app
            enabled: true
            hostPID: true # for debugging
            image:
              tag: "1.25"
            security:
              privileged: true # why
            """;

    @TempDir
    Path folder;

    private Path chart;

    @BeforeEach
    void makeChart() throws IOException {
        chart = folder.resolve("app");
        write("Chart.yaml", "apiVersion: v2\nname: app\nversion: 0.1.0\n");
        write("values.yaml", VALUES);
        write("templates/_helpers.tpl", "{{- define \"app.name\" -}}\nweb\n{{- end }}\n");
        write("templates/pod.yaml", POD);
    }

    private void write(String name, String text) throws IOException {
        Path path = chart.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Report report() {
        return Checker.check(CheckRequest.of(List.of(chart.toString())));
    }

    private static List<Finding> of(Report report, String check) {
        return report.findings().stream().filter(f -> f.id().equals(check)).toList();
    }

    @Test
    void findingsStandInTheTemplateAndNameTheValue() {
        List<Finding> privileged = of(report(), "runs-privileged");
        assertEquals(2, privileged.size());
        assertEquals(
                chart + "/templates/pod.yaml", privileged.getFirst().location().path());
        assertEquals(13, privileged.getFirst().location().line());
        assertTrue(privileged.getFirst().evidence().contains("decided by values.yaml:7 (.Values.security)")
                || privileged.getFirst().evidence().contains("decided by values.yaml:6 (.Values.security)"));
    }

    @Test
    void valuesAreRepairedWhereTheyDecide() throws IOException {
        Repair repair = Fixer.repair(CheckRequest.of(List.of(chart.toString())));
        assertEquals(1, repair.files().size());
        String values = new String(repair.files().getFirst().after(), StandardCharsets.UTF_8);
        assertTrue(values.startsWith("# values of the app\nenabled: true\nhostPID: false # for debugging\n"), values);
        assertTrue(values.contains("  privileged: false # why\n  "), values);
        assertEquals(List.of(), of(repair.after(), "runs-privileged"));
        repair.write();
        assertEquals(
                List.of(),
                Fixer.repair(CheckRequest.of(List.of(chart.toString()))).files());
    }

    @Test
    void brokenTemplatesAreNamedAndTheOthersChecked() throws IOException {
        write("templates/fails.yaml", "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: {{ fail \"no\" }}\n");
        write("templates/parse.yaml", "kind: ConfigMap\n{{ if }}\n");
        write(
                "templates/recursive.yaml",
                "{{ define \"r\" }}{{ include \"r\" . }}{{ end }}\na: {{ include \"r\" . }}\n");
        write(
                "Chart.yaml",
                "apiVersion: v2\nname: app\nversion: 0.1.0\ndependencies:\n  - name: redis\n    version: 1.0.0\n"
                        + "    repository: https://charts.example.org\n");
        Report report = report();
        assertEquals(2, of(report, "runs-privileged").size());
        assertEquals(
                Set.of("Chart.yaml", "templates/fails.yaml", "templates/parse.yaml", "templates/recursive.yaml"),
                names(report));
        assertTrue(report.files().stream().allMatch(file -> file.reason().startsWith("line ")), "" + report.files());
    }

    private Set<String> names(Report report) {
        Set<String> names = new TreeSet<>();
        report.files()
                .forEach(
                        file -> names.add(file.path().substring(chart.toString().length() + 1)));
        return names;
    }

    @Test
    void anEndlessLoopIsCutAndTheOthersChecked() throws IOException {
        write(
                "templates/huge.yaml",
                "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: x\ndata:\n"
                        + "{{- range $i := until 2000000000 }}\n  k{{ $i }}: x{{ end }}\n");
        Report report = report();
        assertEquals(2, of(report, "runs-privileged").size());
        FileStatus status = report.files().getFirst();
        assertTrue(status.path().endsWith("huge.yaml") && status.reason().startsWith("line 6: "), "" + status);
    }

    @Test
    void nothingIsAskedOfTheNetwork() throws IOException {
        write(
                "templates/net.yaml",
                "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: x\ndata:\n"
                        + "  a: {{ (lookup \"v1\" \"Pod\" \"a\" \"b\") | toJson | quote }}\n"
                        + "  h: {{ getHostByName \"example.org\" | quote }}\n");
        Report report = report();
        assertEquals(Set.of("templates/net.yaml"), names(report));
        assertTrue(report.files().getFirst().reason().startsWith("line 6: asks a cluster"));
    }

    @Test
    void trivysHelmCaseIsFoundAsTrivyFindsIt() throws IOException {
        Path shared = shared();
        Assumptions.assumeTrue(Files.isDirectory(shared), "no shared cases at " + shared);
        Path input = shared.resolve("input");
        Set<String> wanted = new TreeSet<>();
        Json.mapper()
                .readTree(Files.readAllBytes(shared.resolve("expected.json")))
                .get("misconfigs")
                .forEach(node -> wanted.add(
                        node.get("file").asString() + " " + node.get("id").asString()));
        Set<String> found = new TreeSet<>();
        for (Finding finding :
                Checker.check(CheckRequest.of(List.of(input.toString()))).findings()) {
            finding.aliases().stream()
                    .filter(alias -> alias.startsWith("trivy:"))
                    .forEach(alias -> found.add(
                            finding.location().path().substring(input.toString().length() + 1) + " "
                                    + alias.substring(6)));
        }
        assertFalse(wanted.isEmpty());
        assertEquals(wanted, found);
    }

    private static Path shared() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path cases = at.resolve("shared/cases/trivy/repo-helm-chart-directory-scanning-with-builtin-policies");
            if (Files.isDirectory(cases)) {
                return cases;
            }
        }
        return Path.of("shared");
    }
}
