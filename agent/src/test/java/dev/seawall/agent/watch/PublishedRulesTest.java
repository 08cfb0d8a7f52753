package dev.seawall.agent.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.agent.Shared;
import dev.seawall.agent.TestBed;
import dev.seawall.engine.rule.Rule;
import dev.seawall.engine.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each stable and incubating rule that Falco publishes, fired by doing in a real container what it is about. */
final class PublishedRulesTest {
    @Test
    void everyActionFiresItsRuleAndNoOther() throws IOException, InterruptedException {
        TestBed bed = TestBed.require();
        List<Rule> rules = rules();
        Actions actions = new Actions(bed);
        try (RunningWatch watch = new RunningWatch(bed, rules)) {
            actions.prepare();
            watch.drain();
            assertEquals(List.of(), actions.perform("falco-actions.yaml", watch));
        }
        System.out.println(Actions.read("falco-actions.yaml").size() + " of " + rules.size()
                + " published rules fired by their action");
    }

    private static List<Rule> rules() throws IOException {
        List<RuleBook.Source> sources = new ArrayList<>();
        for (String file : List.of("falco_rules.yaml", "falco-incubating_rules.yaml")) {
            sources.add(new RuleBook.Source(file, Files.readAllBytes(Shared.require("rules/falco/" + file))));
        }
        RuleBook book = RuleBook.read(sources);
        assertTrue(!book.hasErrors(), book.messages()::toString);
        return book.rules();
    }
}
