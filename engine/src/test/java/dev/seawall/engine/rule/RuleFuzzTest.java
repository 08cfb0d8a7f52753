package dev.seawall.engine.rule;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged and hostile filters, rule files and Sigma rules are refused with a message, never with a crash. */
final class RuleFuzzTest {
    private static final String RULES = """
            - required_engine_version: 0.31.0
            - required_plugin_versions: [{name: container, version: 0.4.0}]
            - list: shells
              items: [bash, "z sh", 'x']
            - macro: shell
              condition: (proc.name in (shells) or proc.aname[2] glob "*sh")
            - rule: one
              desc: d
              condition: evt.type in (execve, openat) and shell and not fd.net = 10.0.0.0/8
              output: "%proc.name %fd.name[x] %toupper(proc.name)"
              priority: INFO
              exceptions:
                - {name: e, fields: [proc.name, fd.name], comps: [=, startswith anyof], values: [[a, [b, c]]]}
            - rule: one
              condition: and evt.num > 0x10
              override: {condition: append}
            """;
    private static final String SIGMA = """
            title: t
            logsource: {product: linux, category: process_creation}
            detection:
              a: {Image|endswith: ['\\\\x', 'y*'], CommandLine|re: 'a\\d+[b-c]'}
              b: [{User: null}, {CommandLine|base64offset|contains: z}]
              condition: 1 of them and not (a or b)
            """;
    private static final String FILTER =
            "join(\"-\", (fd.name, 'a\\x41')) = b and not(proc.name == oneof (a, \"b\")) or evt.arg[1] regex a.*|[b-c]+";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void damagedFilesAreRead() {
        Fuzz.run(List.of(bytes(RULES), bytes(SIGMA)), content -> RuleBook.read(
                        List.of(new RuleBook.Source("f", content)))
                .messages()
                .forEach(message -> assertFalse(message.toString().isEmpty())));
    }

    @Test
    void damagedFiltersAreRefusedOrJudged() {
        Fuzz.run(List.of(bytes(FILTER)), content -> {
            try {
                Filter.compile(new String(content, StandardCharsets.ISO_8859_1), "")
                        .matches(SampleEvent.of(java.util.Map.of()));
            } catch (FilterException refused) {
                throw new IOException(refused);
            }
        });
    }

    @Test
    void deepAndLongFiltersEnd() throws FilterException {
        assertThrows(FilterException.class, () -> Filter.parse("(".repeat(500_000) + "a"));
        assertThrows(FilterException.class, () -> Filter.parse("not(".repeat(500_000)));
        assertThrows(FilterException.class, () -> Filter.parse("toupper(".repeat(100_000) + "a.b"));
        Filter.parse("not ".repeat(200_000) + "a");
        Filter.parse("proc.name = a or ".repeat(60_000) + "proc.name = b");
        assertThrows(FilterException.class, () -> Filter.compile("proc.name regex \"" + "(".repeat(50_000), ""));
        assertThrows(FilterException.class, () -> Filter.parse("a.b = \"" + "\\\"".repeat(500_000)));
    }

    @Test
    void listsAndMacrosThatGrowWithoutEndAreStopped() {
        StringBuilder bomb = new StringBuilder("- macro: m0\n  condition: proc.name = a\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("- macro: m")
                    .append(i)
                    .append("\n  condition: m")
                    .append(i - 1)
                    .append(" or m")
                    .append(i - 1);
            bomb.append('\n');
        }
        assertTrue(RuleLoaderCasesTest.read(bomb.toString()).hasErrors());
        assertTrue(RuleLoaderCasesTest.read("- macro: a\n  condition: b\n- macro: b\n  condition: a\n")
                .hasErrors());
    }

    @Test
    void yamlBombsAreRefused() {
        StringBuilder bomb = new StringBuilder("- &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("- &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        assertTrue(RuleLoaderCasesTest.read(bomb.toString()).hasErrors());
        assertTrue(RuleLoaderCasesTest.read("[".repeat(20_000)).hasErrors());
    }
}
