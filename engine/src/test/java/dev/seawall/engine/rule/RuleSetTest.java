package dev.seawall.engine.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleSetTest {
    private static final String RULES = """
            - rule: shell
              desc: d
              condition: evt.type in (execve, execveat) and (proc.name = sh or proc.name = bash or proc.name endswith .sh)
              output: "%proc.name[ %evt.time] %8proc.name| %toupper(proc.name). 100%% %proc.aname[1] (%fd.types)"
              priority: NOTICE
              samples:
                fires: [{evt.type: execve, proc.name: run.sh}]
                silent: [{evt.type: openat, proc.name: sh}, {evt.type: execve}]
            - rule: anything but open
              desc: d
              condition: not evt.type = openat and proc.name = sh
              output: x
              priority: DEBUG
              warn_evttypes: false
            - rule: off
              desc: d
              condition: evt.type = execve
              output: x
              priority: DEBUG
              enabled: false
            """;

    private static SampleEvent event(String type, String name) {
        return SampleEvent.of(Map.of("evt.type", List.of(type), "proc.name", List.of(name), "evt.time", List.of("1")));
    }

    @Test
    void eventsMeetTheRulesOfTheirTypeOnly() {
        RuleBook book = RuleLoaderCasesTest.read(RULES.replace("%proc.name[ %evt.time]", "%proc.name %evt.time"));
        assertEquals(List.of(), book.messages());
        RuleSet rules = RuleSet.of(book.rules(), "syscall");
        List<String> fired = new ArrayList<>();
        rules.all(
                event("execve", "sh"),
                (rule, event) -> fired.add(rule.name() + " " + rule.output().render(event)));
        assertEquals(List.of("shell sh 1 sh      | SH. 100% <NA> (<NA>)", "anything but open x"), fired);
        assertNull(rules.first(event("openat", "sh")));
        assertFalse(rules.eventTypes().get(EventTypes.number("openat")));
        assertTrue(rules.eventTypes().get(EventTypes.number("connect")));
    }

    @Test
    void samplesSayWhatARuleIsAbout() {
        RuleBook book = RuleLoaderCasesTest.read(RULES.replace("%proc.name[ %evt.time]", "%proc.name"));
        for (Sample sample : book.rules().getFirst().samples()) {
            assertEquals(sample.fires(), book.rules().getFirst().filter().matches(sample.event()), sample::toString);
        }
        assertEquals(3, book.rules().getFirst().samples().size());
    }

    @Test
    void aBadItemIsReportedByLineAndTheOthersRun() {
        RuleBook book = RuleLoaderCasesTest.read(
                "- rule: bad\n  desc: d\n  output: o\n  priority: INFO\n  condition: proc.name =\n"
                        + "- rule: worse\n  desc: d\n  output: '%no.such'\n  priority: INFO\n  condition: proc.name = x\n"
                        + "- macro: m\n"
                        + RULES.replace("%proc.name[ %evt.time]", ""));
        assertEquals(3, book.rules().size());
        assertEquals(
                List.of(11, 5, 8),
                book.messages().stream()
                        .filter(RuleMessage::error)
                        .map(RuleMessage::line)
                        .toList());
    }
}
