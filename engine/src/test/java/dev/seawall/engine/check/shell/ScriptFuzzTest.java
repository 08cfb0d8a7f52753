package dev.seawall.engine.check.shell;

import dev.seawall.engine.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptFuzzTest {
    private static final List<String> CORPUS = List.of(
            "set -eux; apt-get update && apt-get install -y --no-install-recommends \"a=$V\" `b` $(c | d) || { e & }",
            "for x in a b; do case $x in a|b) f ;; (c) g;; esac; done | while read y; do echo \"${y:-'z'}\"; done",
            "if [ -f /x ]; then cat <<EOF >y 2>&1\nbody $(x)\nEOF\nelif ! [[ a < b ]]; then f() { ((1)); }; fi",
            "A=(1 2) B+=x cmd <(a) >(b) <<<'c' &>d; function g { time h; }; select i in 1; do j; done");

    @Test
    void damagedScriptsAreRead() {
        Fuzz.run(
                CORPUS.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                bytes -> Script.parse(new String(bytes, StandardCharsets.UTF_8))
                        .commands()
                        .forEach(command -> {
                            Call.of(command.words().stream().map(Word::text).toList());
                        }));
    }
}
