package dev.seawall.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReportsTest {
    static final ReportStyle STYLE = ReportStyle.plain("1.2.3");

    private static final Report LARGE = SampleReport.large(50_000, 3_000);

    static byte[] bytes(Report report, String format, ReportStyle style) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Reports.write(report, format, out, style);
        return out.toByteArray();
    }

    static String text(Report report, String format, ReportStyle style) throws IOException {
        return new String(bytes(report, format, style), StandardCharsets.UTF_8);
    }

    static List<String> formats() {
        return Stream.concat(Reports.formats().stream(), Stream.of("spdx@3.0")).toList();
    }

    @Test
    void formatsAreSortedAndThoseOfTheContract() {
        assertEquals(Reports.formats().stream().sorted().toList(), Reports.formats());
        assertEquals(
                "cyclonedx,cyclonedx-xml,github,gitlab,html,json,junit,markdown,sarif,spdx,spdx-tv,table,template",
                String.join(",", Reports.formats()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theOrderOfFindingsAndPackagesDoesNotChangeAByte(String format) throws IOException {
        Report report = SampleReport.small();
        List<dev.seawall.engine.model.Package> packages = new ArrayList<>(report.packages());
        List<dev.seawall.engine.model.Finding> findings = new ArrayList<>(report.findings());
        Collections.reverse(packages);
        Collections.reverse(findings);
        Report turned = new Report(
                report.database(),
                report.target(),
                packages,
                findings,
                report.checks(),
                report.files(),
                report.coverage(),
                report.verdict());
        byte[] first = bytes(report, format, STYLE);
        assertArrayEquals(first, bytes(turned, format, STYLE));
        assertTrue(first.length > 100);
        Path kept = Files.createDirectories(Path.of("target/reports")).resolve("small." + format);
        Files.write(kept, first);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noFormatLetsATerminalEscapeThrough(String format) throws IOException {
        String text = text(SampleReport.small(), format, STYLE);
        assertFalse(text.contains("\u001b"), "escape character in " + format);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void fiftyThousandPackagesStream(String format) throws IOException {
        Report report = LARGE;
        Reports.write(report, format, OutputStream.nullOutputStream(), STYLE);
    }

    @Test
    void anUnknownFormatOrVersionNamesThoseThereAre() {
        assertTrue(assertThrows(SeawallException.class, () -> Reports.requireKnown("pdf"))
                .getMessage()
                .contains("sarif"));
        assertTrue(assertThrows(SeawallException.class, () -> Reports.requireKnown("spdx@9"))
                .getMessage()
                .contains("2.3, 3.0"));
        Reports.requireKnown("cyclonedx@1.5");
    }
}
