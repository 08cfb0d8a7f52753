package dev.seawall.engine.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule against its own samples. Samples lie in pieces, so that no scanner takes the rules for secrets. */
final class SecretRulesTest {
    private static final Path RULES = SecretFiles.above("src/main/resources/detect/secret");

    @Test
    void everySampleBehaves() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            Located entry = Located.yaml(Files.readAllBytes(file));
            SecretRule rule = RuleText.read(entry);
            String path = entry.get("sample-path").isPresent()
                    ? entry.get("sample-path").text()
                    : "sample.txt";
            for (String kind : List.of("matches", "ignores")) {
                for (Located sample : entry.get(kind).items()) {
                    String text = String.join("", sample.texts());
                    boolean fires = SecretFiles.ids(path, text).contains(rule.finding());
                    if (fires != kind.equals("matches")) {
                        wrong.add(rule.id() + " " + kind + ": " + text);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyRuleHasSamplesAndTheNameOfItsFile() throws IOException {
        List<Path> files = files();
        assertTrue(files.size() >= 220, files.size() + " rules");
        for (Path file : files) {
            Located entry = Located.yaml(Files.readAllBytes(file));
            assertEquals(file.getFileName().toString(), entry.get("id").text() + ".yaml");
            assertTrue(!entry.get("matches").items().isEmpty(), "no sample in " + file);
        }
    }

    @Test
    void theBuildPackedWhatLiesInTheFolder() throws IOException {
        assertEquals(RulePack.readFolder(RULES), RulePack.builtin());
    }

    @Test
    void theRulesThemselvesHoldNoSecret() throws IOException {
        for (Path file : files()) {
            List<Hit> hits = SecretFiles.hits(file.getFileName().toString(), Files.readString(file));
            assertEquals(List.of(), hits, file.toString());
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
