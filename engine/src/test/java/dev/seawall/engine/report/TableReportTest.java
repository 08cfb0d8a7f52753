package dev.seawall.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.SeawallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TableReportTest {
    @Test
    void noLineIsWiderThanTheTerminal() throws IOException {
        for (int width : List.of(48, 60, 80, 100, 130, 200)) {
            ReportStyle style = ReportsTest.STYLE.withTerminal(width, false).withShow(Set.of(ReportStyle.Show.ALL));
            for (var report : List.of(SampleReport.small(), SampleReport.large(60, 200))) {
                String table = ReportsTest.text(report, "table", style);
                table.lines().forEach(line -> assertTrue(Columns.width(line) <= width, width + ": " + line));
                Files.writeString(
                        Files.createDirectories(Path.of("target/reports")).resolve("table-" + width + ".txt"), table);
            }
        }
    }

    @Test
    void saysWhatCannotBeVouchedFor() throws IOException {
        String table = ReportsTest.text(SampleReport.small(), "table", ReportsTest.STYLE);
        assertTrue(table.contains("debian 12 is past its end of life"), table);
        assertTrue(table.contains("No advisory data for npm"), table);
        assertTrue(table.contains("usr/lib/x.jar is malformed"), table);
        assertTrue(table.contains("2 suppressed (--show suppressed), 1 folded as noise (--show folded)"), table);
        assertTrue(
                table.endsWith("5 packages, 4 findings: 2 critical, 1 high, 1 medium. FAILED (fail-on high)\n"), table);
        assertFalse(table.contains("GHSA-67hx-6x53-jw92"), "folded findings are not listed");
    }

    @Test
    void showsWhatWasLeftOutWhenAsked() throws IOException {
        ReportStyle folded = ReportsTest.STYLE.withShow(Set.of(ReportStyle.Show.FOLDED));
        assertTrue(ReportsTest.text(SampleReport.small(), "table", folded).contains("folded: development package"));
    }

    @Test
    void coloursOnlyWhenAsked() throws IOException {
        String coloured = ReportsTest.text(SampleReport.small(), "table", ReportsTest.STYLE.withTerminal(80, true));
        assertTrue(coloured.contains("\u001b[1;35mCRITICAL\u001b[0m"));
        assertFalse(coloured.contains("\u001b[31m"), "the package's own escape must not survive");
    }

    @Test
    void explainsOneFinding() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Reports.explain(SampleReport.small(), "cve-2021-44228", out, ReportsTest.STYLE);
        String text = out.toString(StandardCharsets.UTF_8);
        for (String part :
                List.of("known to be, it is on CISA's list", "Upgrade", "6 of 6", "app.jar!/BOOT-INF", "100 of 100")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertThrows(
                SeawallException.class, () -> Reports.explain(SampleReport.small(), "CVE-1", out, ReportsTest.STYLE));
    }

    @Test
    void measuresAndBreaksWideCharacters() {
        assertEquals(4, Columns.width("日本"));
        assertEquals(2, Columns.width("🚀"));
        assertEquals(1, Columns.width("e\u0301"));
        assertEquals(List.of("日本", "語x"), Columns.wrap("日本語x", 4));
        assertEquals(List.of("one two", "three"), Columns.wrap("one two three", 8));
        assertEquals("日…", Columns.clip("日本語", 4));
        assertEquals("a b[31m", SafeText.line("a\n\tb\u001b[31m\u202e"));
    }
}
