package dev.seawall.engine.check.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DockerfileTest {
    private static Dockerfile parse(String text) throws IOException {
        return Dockerfile.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Instruction> instructions(String text) throws IOException {
        return parse(text).instructions();
    }

    @Test
    void continuationLinesHoldCommentsAndBlankLines() throws IOException {
        Dockerfile file = parse("FROM a\nRUN one \\\n  # why\n\n  && two \\  \n  && three\nUSER x\n");
        Instruction run = file.instructions().get(1);
        assertEquals("one   && two   && three", run.text());
        assertEquals(2, run.line());
        assertEquals(6, run.endLine());
        assertEquals(5, run.lines().lineOf(run.textAt() + run.text().indexOf("two")));
        assertEquals(7, file.instructions().get(2).line());
        assertEquals("why", file.comments().getFirst().text());
    }

    @Test
    void directives() throws IOException {
        Dockerfile file = parse("# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN x `\n  y\\\n");
        assertEquals("docker/dockerfile:1", file.syntax());
        assertEquals('`', file.escape());
        assertEquals("x   y\\", file.instructions().get(1).text());
        assertEquals('\\', parse("# a comment\n# escape=`\nFROM a").escape());
    }

    @Test
    void heredocs() throws IOException {
        List<Instruction> all = instructions("""
                FROM a
                RUN <<EOF
                apt-get update
                # kept
                EOF
                COPY <<-"one" <<two.txt /dir/
                \tfirst
                \tone
                second
                two.txt
                RUN echo "<<EOF" $((1<<2))
                USER z
                """);
        assertEquals(5, all.size());
        assertEquals(
                "apt-get update\n# kept\n", all.get(1).heredocs().getFirst().body());
        assertEquals(3, all.get(1).heredocs().getFirst().line());
        assertEquals(5, all.get(1).endLine());
        assertEquals("first\n", all.get(2).heredocs().getFirst().body());
        assertFalse(all.get(2).heredocs().getFirst().expanded());
        assertEquals("two.txt", all.get(2).heredocs().get(1).name());
        assertTrue(all.get(3).heredocs().isEmpty());
    }

    @Test
    void flagsAndForms() throws IOException {
        List<Instruction> all = instructions("""
                FROM --platform=$BUILDPLATFORM a AS b
                COPY --from=b --chown=1:1 --link x "y z" /d/
                RUN --mount=type=cache,target=/c --network=none ["a", "b \\"c\\""]
                CMD ["x", 'y']
                ADD ["a b", "/c"]
                HEALTHCHECK --interval=5s CMD ["curl", "x"]
                onbuild run x
                """);
        assertEquals("$BUILDPLATFORM", all.get(0).flag("platform").orElseThrow());
        assertEquals(List.of("x", "\"y z\"", "/d/"), all.get(1).words());
        assertEquals("true", all.get(1).flag("link").orElseThrow());
        assertEquals(List.of("a", "b \"c\""), all.get(2).words());
        assertFalse(all.get(3).json());
        assertEquals(List.of("a b", "/c"), all.get(4).words());
        assertTrue(all.get(5).json());
        assertTrue(all.get(6).onbuild());
        assertEquals("RUN", all.get(6).keyword());
    }

    @Test
    void errorsHaveLinesAndTheRestIsRead() throws IOException {
        Dockerfile file = parse("FROM a\nFOO cargo\nRUN\nRUN x\nRUN <<EOF\nnever");
        assertEquals(
                List.of(2, 3, 5), file.problems().stream().map(Problem::line).toList());
        assertEquals(3, file.instructions().size());
        assertThrows(IOException.class, () -> parse("FROM a\0"));
    }

    @Test
    void otherLineEndsAndMarks() throws IOException {
        List<Instruction> all = instructions("\uFEFFFROM a\r\nRUN x \\\r\n  y\r\n");
        assertEquals("FROM", all.getFirst().keyword());
        assertEquals("x   y", all.get(1).text());
    }

    @Test
    void stagesScopesAndVariables() throws IOException {
        BuildPlan plan = BuildPlan.of(parse("""
                ARG V=3.19
                ARG IMAGE=alpine:${V}
                FROM $IMAGE AS base
                ARG V
                ENV A=${V:-none} B="x y"
                WORKDIR /w/$A
                USER app
                FROM base
                COPY a ${B}/c
                ARG UNKNOWN
                RUN x
                USER ${UNKNOWN}
                """));
        assertEquals("alpine:3.19", plan.stages().getFirst().base.image());
        Stage last = plan.stages().get(1);
        assertEquals(plan.stages().getFirst(), last.parent);
        assertEquals("3.19", last.scope.value("A").orElseThrow());
        assertEquals(List.of("a", "x y/c"), last.steps.getFirst().instruction().words());
        assertEquals("/w/3.19", last.steps.getFirst().workdir());
        assertEquals("app", last.steps.getFirst().user());
        assertEquals(
                "${UNKNOWN}",
                last.last("USER").orElseThrow().instruction().words().getFirst());
        assertTrue(plan.stages().getFirst().kept);
    }

    @Test
    void expansion() {
        Scope scope = Scope.global();
        scope.argument("X", "v");
        scope.argument("E", "");
        Expansion expansion = new Expansion(scope, '\\');
        assertEquals("v-v-$X-\\$X", expansion.expand("$X-${X}-\\$X-'\\$X'"));
        assertEquals("v||alt|def|d", expansion.expand("${X:-d}|${E-d}|${X:+alt}|${N:-def}|${E:-d}"));
        assertEquals("${N}|${N:+x}", expansion.expand("${N}|${N:+x}"));
        assertEquals("a b", expansion.expand("\"a b\""));
    }
}
