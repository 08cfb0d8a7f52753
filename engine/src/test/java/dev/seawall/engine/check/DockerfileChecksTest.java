package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.model.CheckResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** All Dockerfile checks over all samples of all of them: every condition can judge every file. */
final class DockerfileChecksTest {
    private static final List<Check> CHECKS = Checks.builtIn().stream()
            .filter(check -> check.targets().contains("dockerfile"))
            .toList();

    @Test
    void noCheckIsEverInDoubt() throws IOException {
        Set<String> doubts = new TreeSet<>();
        for (String text : samples()) {
            InputFile file = InputFile.of("Dockerfile", text.getBytes(StandardCharsets.UTF_8));
            List<Document> documents =
                    DocumentReaders.find(file).orElseThrow().read(file).documents();
            for (CheckRun run : Checker.run(documents, CHECKS, CheckRequest.of(List.of("Dockerfile")))) {
                CheckResult result = run.result();
                if (result.outcome() == CheckResult.Outcome.INCONCLUSIVE) {
                    doubts.add(result.id() + ": " + result.evidence() + "\n" + text);
                }
            }
        }
        assertEquals(Set.of(), doubts);
    }

    private static List<String> samples() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "ARG A\n",
                "FROM a\nCOPY x\nADD y\nUSER \"\"\nEXPOSE \"\"\nWORKDIR \"\"\nVOLUME []\nSHELL []\nCMD []\nENTRYPOINT []\nRUN []\n",
                "FROM \"\"\nENV a\nLABEL =\nARG =\nENV =x y=\nHEALTHCHECK x\nRUN |\nCOPY --from= \"\" \"\"\n",
                "ONBUILD FROM x\nONBUILD ONBUILD x\nRUN a\n"));
        for (Path file : CheckSources.files()) {
            SourceMap root = CheckSources.root(file);
            for (CheckSources.Sample sample : CheckSources.samples(root)) {
                if (sample.target().equals("dockerfile")) {
                    texts.add(sample.text());
                }
            }
        }
        return texts;
    }

    @Test
    void everyRuleOfThePeersIsNamed() {
        Set<String> aliases = new HashSet<>();
        CHECKS.forEach(check -> aliases.addAll(check.aliases()));
        List<String> missing = new ArrayList<>();
        for (String rule :
                ("DL1001 DL3000-DL3004 DL3006-DL3016 DL3018-DL3030 DL3032-DL3038 DL3040-DL3067 DL4000 DL4001 "
                                + "DL4003-DL4006")
                        .split(" ")) {
            String[] ends = rule.split("-");
            int last = Integer.parseInt(ends[ends.length - 1].substring(2));
            for (int i = Integer.parseInt(ends[0].substring(2)); i <= last; i++) {
                if (!aliases.contains("hadolint:DL" + i)) {
                    missing.add("DL" + i);
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(aliases.contains("trivy:DS-0031") && aliases.contains("docker-bench:4.10"));
    }
}
