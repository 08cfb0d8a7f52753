package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.rule.Filter;
import dev.seawall.engine.rule.FilterException;
import dev.seawall.engine.rule.SampleEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code seawall debug filter}: whether events meet conditions in Falco's language. */
@Command(
        name = "filter",
        mixinStandardHelpOptions = true,
        description = "Judge events by filters: JSON lines {\"filter\",\"event\",\"parseOnly\"} from standard input.")
final class DebugFilterCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        AnsweredLines.run(DebugFilterCommand::answer);
        return 0;
    }

    private static String answer(String line) {
        try {
            JsonNode question = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            String filter = question.path("filter").asString("");
            if (question.path("parseOnly").asBoolean(false)) {
                Filter.parse(filter);
                return "true";
            }
            Filter compiled = Filter.compile(filter, "");
            return Boolean.toString(compiled.matches(SampleEvent.from(question.path("event"))));
        } catch (FilterException | IOException refused) {
            return "error";
        }
    }
}
