package dev.seawall.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.CheckResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every check file passes, fails and skips what it says it does. */
final class HostCheckSamplesTest {
    private static final List<HostCheck> CHECKS = HostChecks.all();

    /** Judged by what no small tree shows: a database of advisories, a systemd that runs. */
    private static final Set<String> WITHOUT_SAMPLES = Set.of("HC-P02", "HC-P14", "HC-S04");

    @Test
    void everySampleIsJudgedAsItSays() {
        List<String> wrong = new ArrayList<>();
        for (HostCheck check : CHECKS) {
            judge(check, "good", Set.of(Outcome.PASS), wrong);
            judge(check, "bad", Set.of(Outcome.FAIL), wrong);
            judge(check, "skip", Set.of(Outcome.NOT_APPLICABLE, Outcome.INCONCLUSIVE), wrong);
        }
        assertTrue(wrong.isEmpty(), String.join("\n", wrong));
    }

    private static void judge(HostCheck check, String kind, Set<Outcome> expected, List<String> wrong) {
        int number = 0;
        for (Object sample : check.samples().get(kind) instanceof List<?> list ? list : List.of()) {
            number++;
            Map<?, ?> tree = (Map<?, ?>) sample;
            CheckResult result = HostAudit.judge(host(tree), check, Map.of());
            if (!expected.contains(result.outcome())) {
                wrong.add(check.id() + " " + kind + " " + number + ": " + result.outcome() + ", " + result.evidence());
            }
        }
    }

    static Host host(Map<?, ?> tree) {
        boolean live = Boolean.TRUE.equals(tree.get("live"));
        return new Host(MemoryFiles.of(tree), live, MemoryFiles.NOW, Advisories::starter);
    }

    @Test
    void everyCheckHasSamplesOfBothKinds() {
        List<String> lacking = CHECKS.stream()
                .filter(check -> !WITHOUT_SAMPLES.contains(check.id()))
                .filter(check ->
                        !check.samples().containsKey("good") || !check.samples().containsKey("bad"))
                .map(HostCheck::id)
                .toList();
        assertEquals(List.of(), lacking);
    }

    @Test
    void idsAreDistinctAndThereAreEnough() {
        Set<String> ids = CHECKS.stream().map(HostCheck::id).collect(Collectors.toSet());
        assertEquals(CHECKS.size(), ids.size());
        assertTrue(ids.size() >= 150, ids.size() + " checks");
        CHECKS.forEach(check -> assertFalse(check.practices().isEmpty(), check.id()));
    }
}
