package dev.seawall.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
    @Test
    void nothingOfTheTargetBecomesMarkup() throws IOException {
        String html = ReportsTest.text(SampleReport.small(), "html", ReportsTest.STYLE);
        assertFalse(html.contains("<script>alert"));
        assertEquals(3, html.split("</script>", -1).length, "the data, the script and nothing else");
    }

    @Test
    void fetchesNothing() throws IOException {
        String html = ReportsTest.text(SampleReport.small(), "html", ReportsTest.STYLE);
        assertTrue(html.contains("default-src 'none'"));
        assertFalse(html.matches("(?s).*<(link|img|iframe)\\b.*"));
        assertFalse(html.matches("(?s).*\\b(src|href)=\"?https?:.*"));
    }

    @Test
    void holdsFiveThousandFindings() throws IOException {
        String html = ReportsTest.text(SampleReport.large(2_000, 5_000), "html", ReportsTest.STYLE);
        Files.writeString(Files.createDirectories(Path.of("target/reports")).resolve("large.html"), html);
        assertTrue(html.length() < 20_000_000);
    }

    @Test
    void saysWhatIsTheBaseImages() throws IOException {
        String html = ReportsTest.text(SampleReport.small(), "html", ReportsTest.STYLE);
        assertTrue(html.contains("id=\"split\">Yours: "), html);
    }
}
