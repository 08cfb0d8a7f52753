package dev.seawall.engine.host;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.model.CheckResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged configuration never stops a check: the samples of every check, mutated, give some outcome and no error. */
final class HostFuzzTest {
    private static final long SECONDS = Long.getLong("seawall.fuzz.seconds", 2);
    private static final String[] PIECES = {
        "\0",
        "\uFFFD",
        "\\\n",
        "@include /etc/sudoers\n",
        "Include *\n",
        "auth include login\n",
        "[[[[",
        "]=",
        "::::::::",
        "99999999999999999999",
        "\"",
        "{{{{",
        "/*",
        "../../..",
        "%",
        "*".repeat(50),
        "=".repeat(2_000),
        "Match all\n"
    };

    @Test
    void mutatedFilesGiveAnOutcome() {
        List<HostCheck> checks = HostChecks.all();
        Random random = new Random(42);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            HostCheck check = checks.get(random.nextInt(checks.size()));
            for (Object kind : check.samples().values()) {
                for (Object sample : kind instanceof List<?> list ? list : List.of()) {
                    judge(check, (Map<?, ?>) sample, random);
                }
            }
        }
    }

    private static void judge(HostCheck check, Map<?, ?> sample, Random random) {
        MemoryFiles files = MemoryFiles.of(sample);
        sample.forEach((path, value) -> {
            if (value instanceof String text) {
                byte[] content = mutated(text, random).getBytes(StandardCharsets.UTF_8);
                files.file(String.valueOf(path), content, 0644, 0, 0, 0);
            }
        });
        boolean live = Boolean.TRUE.equals(sample.get("live"));
        Host host = new Host(files, live, MemoryFiles.NOW, Advisories::starter);
        CheckResult result = HostAudit.judge(host, check, Map.of());
        assertFalse(result.evidence().startsWith("could not be judged"), () -> check.id() + ": " + result.evidence());
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < 4; i++) {
            int at = random.nextInt(out.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> out.setLength(at);
                case 2 -> out.delete(at, Math.min(out.length(), at + random.nextInt(8)));
                default -> out.insert(at, (char) random.nextInt(0x250));
            }
        }
        return out.toString();
    }
}
