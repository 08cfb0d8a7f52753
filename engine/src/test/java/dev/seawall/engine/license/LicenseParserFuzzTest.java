package dev.seawall.engine.license;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LicenseParserFuzzTest {
    @Test
    void anyTextIsReadAndJudged() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        LicenseParserTest.stated().forEach(line -> corpus.add(line.getBytes(StandardCharsets.UTF_8)));
        corpus.add("((((((MIT OR (GPL-2+ AND (ISC, or BSD))))))))".repeat(50).getBytes(StandardCharsets.UTF_8));
        LicenseJudge judge = new LicenseJudge(LicensePolicy.DEFAULT);
        Fuzz.run(corpus, input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            judge.judge(LicenseParser.parse(text))
                    .forEach(issue ->
                            assertTrue(issue.one().license().findingId().matches("license-?[a-z0-9.+-]*")));
            LicenseTexts.identify(text);
        });
    }
}
