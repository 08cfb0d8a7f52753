package dev.seawall.agent.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.agent.TestBed;
import dev.seawall.engine.rule.OwnRules;
import dev.seawall.engine.rule.RuleBook;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seawall's own rules, fired by doing in a real container what they are about. */
final class OwnRulesTest {
    @Test
    void everyActionFiresItsRuleAndNoOther() throws IOException, InterruptedException {
        TestBed bed = TestBed.require();
        RuleBook book = RuleBook.read(OwnRules.sources());
        assertEquals(List.of(), book.messages());
        Actions actions = new Actions(bed);
        try (RunningWatch watch = new RunningWatch(bed, book.rules())) {
            actions.prepare();
            watch.drain();
            assertEquals(List.of(), actions.perform("own-actions.yaml", watch));
        }
    }
}
