package dev.seawall.engine.report;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Target;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** GitLab's container scanning report, version 15.0.7: the open vulnerabilities. */
final class GitlabReport implements ReportFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) {
        List<Finding> findings = report.findings().stream()
                .filter(f -> f.kind() == FindingKind.VULNERABILITY && f.status() == FindingStatus.OPEN)
                .toList();
        try (JsonOut json = JsonOut.pretty(out)) {
            json.object(() -> {
                json.field("version", "15.0.7");
                json.object("scan", () -> scan(json, style));
                json.objects("vulnerabilities", findings, f -> vulnerability(json, f, report.target()));
                json.array("remediations", () -> {});
            });
        }
    }

    private static void scan(JsonOut json, ReportStyle style) {
        String time = TIME.format(style.timeOrEpoch());
        json.object("analyzer", () -> tool(json, style));
        json.field("end_time", time);
        json.object("scanner", () -> tool(json, style));
        json.field("start_time", time);
        json.field("status", "success");
        json.field("type", "container_scanning");
    }

    private static void tool(JsonOut json, ReportStyle style) {
        json.field("id", "seawall");
        json.field("name", "Seawall");
        json.object("vendor", () -> json.field("name", "Seawall"));
        json.field("version", style.toolVersion());
    }

    private static void vulnerability(JsonOut json, Finding f, Target target) {
        Package pkg = f.pkg();
        json.field("id", f.id());
        json.field("name", f.title().isEmpty() ? f.id() : f.title());
        json.field("description", f.title().isEmpty() ? f.id() : f.title());
        json.field("severity", Words.capital(Words.lower(f.severity())));
        json.field("solution", Words.advice(f).isEmpty() ? "No solution provided" : Words.advice(f));
        json.object("location", () -> {
            json.object("dependency", () -> {
                json.object("package", () -> json.field("name", pkg == null ? "" : pkg.name()));
                json.field("version", pkg == null ? "" : pkg.version());
            });
            json.field("operating_system", target.os().isNone() ? "Unknown" : Words.os(target.os()));
            json.field("image", target.name());
        });
        json.array("identifiers", () -> json.object(() -> identifier(json, f)));
        List<String> links =
                f.references().stream().filter(r -> r.matches("https?://.+")).toList();
        json.objects("links", links, link -> json.field("url", link));
    }

    private static void identifier(JsonOut json, Finding f) {
        int dash = f.id().indexOf('-');
        String type = dash > 0 ? f.id().substring(0, dash).toLowerCase(Locale.ROOT) : "seawall";
        json.field("type", type).field("name", f.id()).field("value", f.id()).optional("url", Words.link(f));
    }
}
