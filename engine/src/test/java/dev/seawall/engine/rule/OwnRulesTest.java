package dev.seawall.engine.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule of our own fires for its samples and for nothing else beside them. */
final class OwnRulesTest {
    @Test
    void everyRuleIsWhatItsSamplesSay() throws IOException, URISyntaxException {
        RuleBook book = RuleBook.read(files());
        assertEquals(List.of(), book.messages());
        List<String> wrong = new ArrayList<>();
        for (Rule rule : book.rules()) {
            for (Sample sample : rule.samples()) {
                if (rule.filter().matches(sample.event()) != sample.fires()) {
                    wrong.add(rule.name() + " at line " + sample.line());
                }
            }
            assertTrue(rule.samples().stream().anyMatch(Sample::fires), rule.name());
            assertTrue(rule.samples().stream().anyMatch(sample -> !sample.fires()), rule.name());
        }
        assertEquals(List.of(), wrong);
    }

    private static List<RuleBook.Source> files() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(OwnRulesTest.class.getResource("/rule/own"))
                .toURI());
        List<RuleBook.Source> out = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                out.add(new RuleBook.Source(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        return out;
    }
}
