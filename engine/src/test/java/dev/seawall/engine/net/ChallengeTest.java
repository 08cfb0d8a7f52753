package dev.seawall.engine.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.seawall.engine.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChallengeTest {
    private static final String BEARER =
            "Bearer realm=\"https://auth.example.org/token\",service=\"registry\",scope=\"repository:a/b:pull,push\"";

    @Test
    void challengesAndTheirParametersAreToldApart() {
        List<Challenge> found = Challenge.parse(List.of(
                "Negotiate, " + BEARER + ", error=invalid_token , Basic REALM = \"a \\\"quoted\\\", thing\"",
                "Digest"));
        assertEquals(
                List.of("negotiate", "bearer", "basic", "digest"),
                found.stream().map(Challenge::scheme).toList());
        assertEquals("https://auth.example.org/token", found.get(1).parameter("realm"));
        assertEquals("repository:a/b:pull,push", found.get(1).parameter("scope"));
        assertEquals("invalid_token", found.get(1).parameter("error"));
        assertEquals("a \"quoted\", thing", found.get(2).parameter("realm"));
        assertEquals("", found.get(2).parameter("none"));
    }

    @Test
    void nonsenseEndsTheHeader() {
        assertEquals(List.of(), Challenge.parse(List.of("", ",,,", "=x", "\"", "realm=\"x\"", "x".repeat(20_000))));
        assertEquals(
                "open",
                Challenge.parse(List.of("Basic realm=\"open")).getFirst().parameter("realm"));
    }

    @Test
    void fuzzedHeadersEnd() {
        Fuzz.run(
                List.of(
                        BEARER.getBytes(StandardCharsets.UTF_8),
                        "Basic a=\"\\\\\", b=c, D".getBytes(StandardCharsets.UTF_8)),
                input -> Challenge.parse(List.of(new String(input, StandardCharsets.ISO_8859_1))));
    }
}
