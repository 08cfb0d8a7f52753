package dev.seawall.engine.report;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
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

/** For pull requests and job summaries. */
final class MarkdownReport implements ReportFormat {
    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        String word = report.verdict().passed() ? "✅ passed" : "❌ failed";
        writer.write("# Seawall: " + Markdown.cell(report.target().name()) + " " + word + "\n\n");
        summary(report, writer);
        for (String reason : report.verdict().reasons()) {
            writer.write("- " + Markdown.cell(reason) + "\n");
        }
        for (String notice : Notices.of(report)) {
            writer.write("\n> ⚠️ " + Markdown.cell(notice) + "\n");
        }
        Map<FindingKind, List<Finding>> kinds = Visible.findings(report, style.show()).stream()
                .collect(Collectors.groupingBy(Finding::kind, TreeMap::new, Collectors.toList()));
        for (var kind : kinds.entrySet()) {
            table(kind.getKey(), kind.getValue(), writer);
        }
        String hidden = Notices.hidden(report, style);
        writer.write(hidden.isEmpty() ? "" : "\n" + Markdown.cell(hidden) + "\n");
        writer.flush();
    }

    private static void summary(Report report, Writer writer) throws IOException {
        Map<Severity, Integer> open = Summary.of(report).open();
        String names =
                open.keySet().stream().map(Words::lower).map(Words::capital).collect(Collectors.joining(" | "));
        String counts = open.values().stream().map(String::valueOf).collect(Collectors.joining(" | "));
        writer.write("| Packages | " + names + " |\n| --- |" + " ---: |".repeat(open.size()) + "\n");
        writer.write("| " + report.packages().size() + " | " + counts + " |\n\n");
    }

    private static void table(FindingKind kind, List<Finding> findings, Writer writer) throws IOException {
        writer.write("\n## " + Words.heading(kind) + " (" + findings.size() + ")\n\n");
        boolean packages = findings.stream().anyMatch(f -> f.pkg() != null);
        writer.write(
                packages
                        ? "| Severity | Id | Package | Version | Fix | Title |\n| --- | --- | --- | --- | --- | --- |\n"
                        : "| Severity | Id | Where | Title | Fix |\n| --- | --- | --- | --- | --- |\n");
        for (Finding finding : findings) {
            writer.write("| " + String.join(" | ", packages ? packageCells(finding) : placeCells(finding)) + " |\n");
        }
    }

    private static List<String> packageCells(Finding f) {
        Package pkg = f.pkg();
        return List.of(
                f.severity().name(),
                id(f),
                pkg == null ? "" : Markdown.cell(pkg.name()),
                pkg == null ? "" : Markdown.cell(pkg.version()),
                Markdown.cell(Words.fix(f.fix())),
                title(f));
    }

    private static List<String> placeCells(Finding f) {
        int line = f.location().line();
        String place = f.location().path() + (line > 0 ? ":" + line : "");
        return List.of(f.severity().name(), id(f), Markdown.cell(place), title(f), Markdown.cell(Words.advice(f)));
    }

    private static String id(Finding f) {
        String link = Words.link(f);
        boolean safe = link.matches("https?://[A-Za-z0-9./_?=&%~+:#-]+");
        return safe ? "[" + Markdown.cell(f.id()) + "](" + link + ")" : Markdown.cell(f.id());
    }

    private static String title(Finding f) {
        return (f.kev() ? "**exploited** " : "") + Markdown.cell(f.title());
    }
}
