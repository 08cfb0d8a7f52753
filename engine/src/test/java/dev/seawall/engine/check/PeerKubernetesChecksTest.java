package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Resources that kube-linter, Trivy and Kubescape flag or pass get the same verdict from the checks that name their rules. */
final class PeerKubernetesChecksTest {
    private static final double WANTED = 0.95;

    /** One case: the rule by its alias, the files together, and whether the peer flags them. */
    private record Case(String alias, List<Path> files, boolean flagged) {}

    @Test
    void kubeLinterAgrees() throws IOException {
        Path folder = SharedFolder.require("cases/kube-linter");
        List<Case> cases = new ArrayList<>();
        for (JsonNode known : index(folder)) {
            boolean flagged = known.get("expected").get("count").asInt() > 0;
            Path file = folder.resolve(known.get("file").asString());
            cases.add(new Case("kube-linter:" + known.get("check").asString(), List.of(file), flagged));
        }
        agree("kube-linter", cases);
    }

    @Test
    void trivyAgrees() throws IOException {
        Path folder = SharedFolder.require("cases/trivy-k8s");
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                boolean flagged = String.valueOf(file.getFileName()).contains("-fail");
                String rule = folder.relativize(file).getName(0).toString();
                cases.add(new Case("trivy:" + rule, List.of(file), flagged));
            }
        }
        agree("trivy", cases);
    }

    @Test
    void kubescapeAgrees() throws IOException {
        Path folder = SharedFolder.require("cases/kubescape");
        List<Case> cases = new ArrayList<>();
        for (JsonNode known : index(folder)) {
            List<Path> files = new ArrayList<>();
            known.get("files").forEach(file -> files.add(folder.resolve(file.asString())));
            boolean flagged = known.get("expected").asString().equals("fail");
            if (known.get("data").isNull()) {
                cases.add(new Case("kubescape:" + known.get("rule").asString(), files, flagged));
            }
        }
        agree("kubescape", cases);
    }

    private static JsonNode index(Path folder) throws IOException {
        return Json.parse(Files.readAllBytes(folder.resolve("index.json"))).get("cases");
    }

    private static void agree(String tool, List<Case> cases) {
        List<String> wrong = new ArrayList<>();
        int claimed = 0;
        for (Case known : cases) {
            List<Check> checks = Checks.builtIn().stream()
                    .filter(check -> check.aliases().contains(known.alias()))
                    .toList();
            if (checks.isEmpty()) {
                continue;
            }
            claimed++;
            if (flagged(known, checks) != known.flagged()) {
                wrong.add(known.toString());
            }
        }
        System.out.println(tool + ": " + (claimed - wrong.size()) + " of " + claimed + " claimed cases agree, "
                + (cases.size() - claimed) + " not claimed");
        wrong.forEach(System.out::println);
        assertTrue(claimed - wrong.size() >= WANTED * claimed, () -> tool + " disagrees: " + wrong);
    }

    private static boolean flagged(Case known, List<Check> checks) {
        List<String> paths = known.files().stream().map(Path::toString).toList();
        List<Document> documents = Inputs.read(paths).documents();
        return Checker.run(documents, checks, CheckRequest.of(paths)).stream()
                .flatMap(run -> run.findings().stream())
                .map(Finding::aliases)
                .anyMatch(aliases -> aliases.contains(known.alias()));
    }
}
