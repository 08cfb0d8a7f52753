package dev.seawall.engine.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Falco's own cases: what parses, what compiles, and what it answers. */
final class FilterCasesTest {
    @Test
    void everyPublishedCaseIsAnsweredAsFalcoAnswersIt() throws IOException {
        Path file = SharedFolder.require("cases/runtime/filter_cases_all.json");
        List<String> wrong = new ArrayList<>();
        for (JsonNode each : Json.parse(Files.readAllBytes(file)).path("cases")) {
            String expected = each.path("expect").asString();
            String answered = answer(each);
            if (!answered.equals(expected)) {
                wrong.add(each.path("id").asString() + " " + each.path("filter").asString() + ": " + answered);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static String answer(JsonNode question) {
        String filter = question.path("filter").asString();
        String kind = question.path("kind").asString();
        try {
            if (kind.equals("parse")) {
                Filter.parse(filter);
                return "accept";
            }
            Filter compiled = Filter.compile(filter, "");
            return kind.equals("compile")
                    ? "accept"
                    : Boolean.toString(compiled.matches(SampleEvent.from(question.path("event"))));
        } catch (FilterException refused) {
            return kind.equals("eval") ? "error" : "reject";
        }
    }
}
