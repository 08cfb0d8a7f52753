package dev.seawall.engine.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Falco's own cases of rule files: which load, with which messages, and what becomes of their conditions. */
final class RuleLoaderCasesTest {
    @Test
    void everyPublishedCaseLoadsAsFalcoLoadsIt() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (JsonNode each : Json.parse(
                        Files.readAllBytes(SharedFolder.require("cases/runtime/rule_loader_cases.json")))
                .path("cases")) {
            judge(each, wrong);
        }
        assertEquals(List.of(), wrong);
    }

    private static void judge(JsonNode expected, List<String> wrong) {
        String name = expected.path("test").asString();
        RuleBook book = read(expected.path("rules").asString());
        if (book.hasErrors() == expected.path("loads").asBoolean()) {
            wrong.add(name + ": " + book.messages());
        }
        expected.path("errors_contain").forEach(text -> says(book, true, text.asString(), true, name, wrong));
        expected.path("warnings_contain").forEach(text -> says(book, false, text.asString(), true, name, wrong));
        expected.path("warnings_absent").forEach(text -> says(book, false, text.asString(), false, name, wrong));
        for (Rule rule : book.rules()) {
            String condition =
                    expected.path("compiled_condition").path(rule.name()).asString("");
            if (!condition.isEmpty() && !condition.equals(rule.filter().toString())) {
                wrong.add(name + ": " + rule.filter());
            }
        }
    }

    private static void says(
            RuleBook book, boolean error, String text, boolean wanted, String name, List<String> wrong) {
        boolean said = book.messages().stream()
                .anyMatch(each -> each.error() == error && each.text().contains(text));
        if (said != wanted) {
            wrong.add(name + ": " + (wanted ? "does not say " : "says ") + text);
        }
    }

    @Test
    void thePublishedRuleFilesLoadWithoutAWord() throws IOException {
        for (String file : List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml")) {
            byte[] content = Files.readAllBytes(SharedFolder.require("rules/falco/" + file));
            RuleBook book = RuleBook.read(List.of(new RuleBook.Source(file, content)));
            assertEquals(List.of(), book.messages());
        }
    }

    static RuleBook read(String rules) {
        return RuleBook.read(List.of(new RuleBook.Source("rules.yaml", rules.getBytes(StandardCharsets.UTF_8))));
    }
}
