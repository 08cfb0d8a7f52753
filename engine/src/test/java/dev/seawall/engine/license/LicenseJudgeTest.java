package dev.seawall.engine.license;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.seawall.engine.model.SeawallException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LicenseJudgeTest {
    @Test
    void categoriesDecideWhereNoListDoes() {
        assertEquals("license-agpl-3.0-only CRITICAL", judge("AGPL-3.0", "", ""));
        assertEquals("license-gpl-2.0-or-later HIGH", judge("GPL-2+", "", ""));
        assertEquals("license-mpl-2.0 MEDIUM", judge("MPL-2.0", "", ""));
        assertEquals("license-homegrown UNKNOWN", judge("Homegrown", "", ""));
        assertEquals("", judge("MIT AND Apache-2.0 AND CC0-1.0 AND MIT-0", "", ""));
    }

    @Test
    void aChoiceIsJudgedByItsBestAndASumByItsWorst() {
        assertEquals("", judge("GPL-3.0 OR MIT", "", ""));
        assertEquals("license-mpl-2.0 MEDIUM", judge("GPL-3.0 OR MPL-2.0", "", ""));
        assertEquals("license-mpl-2.0 MEDIUM", judge("Homegrown OR MPL-2.0", "", ""));
        assertEquals("license-gpl-3.0-only HIGH, license-mpl-2.0 MEDIUM", judge("MIT AND GPL-3.0 AND MPL-2.0", "", ""));
        assertEquals("license-gpl-2.0-only HIGH", judge("(MIT AND GPL-2.0) OR AGPL-3.0", "", ""));
    }

    @Test
    void theListThatSaysMoreWins() {
        assertEquals("", judge("GPL-2.0", "GPL-2", ""));
        assertEquals("", judge("LGPL-2.1", "LGPL-*", ""));
        assertEquals("", judge("GPL-2.0", "GPL-2.0-only", "restricted"));
        assertEquals("license-gpl-3.0-only HIGH", judge("GPL-3.0", "GPL-*", "GPL-3.0"));
        assertEquals("license-gpl-3.0-only HIGH", judge("GPL-3.0", "restricted", "restricted"));
        assertEquals("license-mit HIGH", judge("MIT", "", "notice"));
        assertEquals("license-agpl-3.0-only CRITICAL", judge("AGPL-3.0", "", "AGPL-*"));
        assertEquals("license-mpl-2.0 HIGH", judge("MPL-2.0", "", "mpl-2.0"));
        assertEquals("license-gpl-3.0-only HIGH", judge("MIT OR GPL-3.0", "", "MIT"));
        assertEquals("", judge("Vendor EULA", "Vendor*", ""));
        assertEquals(
                "",
                judge(
                        "GPL-2.0 WITH Classpath-exception-2.0",
                        "GPL-2.0-only WITH Classpath-exception-2.0",
                        "restricted"));
    }

    @Test
    void misspeltEntriesAreRefused() {
        assertThrows(SeawallException.class, () -> judge("MIT", "restrictd", ""));
        assertThrows(SeawallException.class, () -> judge("MIT", "", "GPL-2.0 OR MIT"));
    }

    private static String judge(String expression, String allow, String deny) {
        LicensePolicy policy = LicensePolicy.of(List.of(allow.split(",")), List.of(deny.split(",")));
        return new LicenseJudge(policy)
                .judge(LicenseParser.parse(expression)).stream()
                        .map(issue -> issue.one().license().findingId() + " " + issue.severity())
                        .collect(Collectors.joining(", "));
    }
}
