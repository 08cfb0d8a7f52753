package dev.seawall.engine.report;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** For people at a terminal: one block per kind and file, then what to know, then one line that says it all. */
final class TableReport implements ReportFormat {
    @Override
    public String name() {
        return "table";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        Paint paint = new Paint(style.colour());
        String title = SafeText.line(report.target().name());
        String subtitle = subtitle(report);
        boolean fits = Columns.width(title) + Columns.width(subtitle) <= style.width();
        writer.write(
                paint.bold(Columns.clip(title, style.width())) + (fits ? subtitle : "\n" + subtitle.strip()) + "\n\n");
        blocks(report, writer, style);
        for (String notice : Notices.of(report)) {
            paragraph(writer, paint.warn("!"), SafeText.line(notice), style.width());
        }
        ending(report, writer, style);
        writer.flush();
    }

    private static String subtitle(Report report) {
        String os = report.target().os().isNone()
                ? ""
                : ", " + Words.os(report.target().os());
        return SafeText.line(" (" + report.target().kind().label() + os + ")").replaceFirst("^", " ");
    }

    private static void blocks(Report report, Writer writer, ReportStyle style) throws IOException {
        Map<FindingKind, Map<String, List<Finding>>> blocks = Visible.findings(report, style.show()).stream()
                .collect(Collectors.groupingBy(
                        Finding::kind,
                        TreeMap::new,
                        Collectors.groupingBy(f -> place(f, report), TreeMap::new, Collectors.toList())));
        for (var kind : blocks.entrySet()) {
            for (var place : kind.getValue().entrySet()) {
                new FindingTable(style).write(kind.getKey(), place.getKey(), place.getValue(), writer);
            }
        }
        if (report.findings().isEmpty()
                && report.coverage().isEmpty()
                && report.checks().isEmpty()) {
            packages(report.packages(), writer, style);
        }
    }

    private static String place(Finding finding, Report report) {
        String path = finding.location().path();
        if (path.isEmpty() && finding.pkg() != null) {
            path = finding.pkg().path();
        }
        return SafeText.line(path.isEmpty() ? report.target().name() : path);
    }

    /** Without findings to list and without a question asked, the packages themselves are the answer. */
    private static void packages(List<Package> packages, Writer writer, ReportStyle style) throws IOException {
        if (packages.isEmpty()) {
            return;
        }
        Grid grid =
                new Grid(List.of("PACKAGE", "VERSION", "KIND", "FOUND IN"), style.width(), new Paint(style.colour()));
        for (Package pkg : packages) {
            grid.row(List.of(
                    SafeText.line(pkg.name()),
                    SafeText.line(pkg.version()),
                    SafeText.line(pkg.ecosystem()),
                    SafeText.line(pkg.path())));
        }
        grid.write(writer);
        writer.write("\n");
    }

    private static void ending(Report report, Writer writer, ReportStyle style) throws IOException {
        Paint paint = new Paint(style.colour());
        for (String line : List.of(Notices.checks(report), Notices.split(report), Notices.hidden(report, style))) {
            if (!line.isEmpty()) {
                for (String part : Columns.wrap(line, style.width())) {
                    writer.write(paint.dim(part) + "\n");
                }
            }
        }
        Verdict verdict = report.verdict();
        for (String reason : verdict.reasons()) {
            paragraph(writer, paint.bad("✗"), SafeText.line(reason), style.width());
        }
        String word = verdict.passed() ? paint.good("PASSED") : paint.bad("FAILED");
        String counts = Words.plural(report.packages().size(), "package") + ", " + Words.counts(report) + ".";
        String policy = " (" + SafeText.line(verdict.policy()) + ")";
        boolean fits = Columns.width(counts + policy) + "PASSED".length() < style.width();
        writer.write(
                String.join("\n", Columns.wrap(counts, style.width())) + (fits ? " " : "\n") + word + policy + "\n");
    }

    private static void paragraph(Writer writer, String mark, String text, int width) throws IOException {
        String before = mark + " ";
        for (String line : Columns.wrap(text, width - 2)) {
            writer.write(before + line + "\n");
            before = "  ";
        }
    }
}
