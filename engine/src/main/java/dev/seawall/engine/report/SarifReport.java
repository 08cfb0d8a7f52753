package dev.seawall.engine.report;

import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Target;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SARIF 2.1.0 as code scanning services read it; names, levels and properties are those Trivy made customary. */
final class SarifReport implements ReportFormat {
    private static final String SCHEMA =
            "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/main/sarif-2.1/schema/sarif-schema-2.1.0.json";
    private static final String HOME = "https://seawall.dev";

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) {
        List<Finding> findings = Visible.findings(report, style.show());
        Map<String, Finding> rules = new LinkedHashMap<>();
        findings.forEach(f -> rules.putIfAbsent(f.id(), f));
        Map<String, Integer> indexes = new LinkedHashMap<>();
        rules.keySet().forEach(id -> indexes.put(id, indexes.size()));
        try (JsonOut json = JsonOut.pretty(out)) {
            json.object(() -> json.field("version", "2.1.0")
                    .field("$schema", SCHEMA)
                    .array(
                            "runs",
                            () -> json.object(() -> {
                                json.object("tool", () -> json.object("driver", () -> driver(json, rules, style)));
                                json.objects("results", findings, f -> result(json, f, indexes, report.target()));
                                json.field("columnKind", "utf16CodeUnits");
                                json.object(
                                        "originalUriBaseIds",
                                        () -> json.object("ROOTPATH", () -> json.field("uri", "file:///")));
                                json.object("properties", () -> properties(json, report));
                            })));
        }
    }

    private static void driver(JsonOut json, Map<String, Finding> rules, ReportStyle style) {
        json.field("fullName", "Seawall container security");
        json.field("informationUri", HOME);
        json.field("name", "Seawall");
        json.field("version", style.toolVersion());
        json.objects("rules", rules.values(), f -> rule(json, f));
    }

    private static void rule(JsonOut json, Finding f) {
        json.field("id", f.id());
        json.field("name", ruleName(f));
        json.object("shortDescription", () -> json.field("text", title(f)));
        json.object("fullDescription", () -> json.field("text", title(f)));
        json.object("defaultConfiguration", () -> json.field("level", level(f.severity())));
        json.optional("helpUri", Words.link(f));
        json.object("help", () -> json.field("text", helpText(f)).field("markdown", helpMarkdown(f)));
        json.object("properties", () -> ruleProperties(json, f));
    }

    private static void ruleProperties(JsonOut json, Finding f) {
        score(json, f, "cvssv2", "", "_score");
        score(json, f, "cvssv3", "CVSS:3", "_baseScore");
        score(json, f, "cvssv4", "CVSS:4", "_score");
        json.field("precision", "very-high");
        json.field("security-severity", securitySeverity(f));
        json.strings("tags", List.of(tag(f.kind()), "security", f.severity().name()));
    }

    private static void score(JsonOut json, Finding f, String name, String prefix, String suffix) {
        f.cvss().stream()
                .filter(c -> prefix.isEmpty()
                        ? !c.vector().startsWith("CVSS:")
                        : c.vector().startsWith(prefix))
                .findFirst()
                .ifPresent(c ->
                        json.field(name + suffix, Double.valueOf(c.score())).field(name + "_vector", c.vector()));
    }

    private static String securitySeverity(Finding f) {
        String byLevel =
                switch (f.severity()) {
                    case CRITICAL -> "9.5";
                    case HIGH -> "8.0";
                    case MEDIUM -> "5.5";
                    case LOW -> "2.0";
                    case UNKNOWN -> "0.0";
                };
        return Words.score(f).map(CvssScore::score).map(String::valueOf).orElse(byLevel);
    }

    private static void result(JsonOut json, Finding f, Map<String, Integer> indexes, Target target) {
        json.field("ruleId", f.id());
        json.field("ruleIndex", indexes.getOrDefault(f.id(), 0));
        json.field("level", level(f.severity()));
        json.object("message", () -> json.field("text", message(f)));
        json.array("locations", () -> json.object(() -> location(json, f, target)));
        json.object("partialFingerprints", () -> json.field("primaryLocationLineHash", f.fingerprint())
                .field("seawall/v1", f.fingerprint()));
        if (f.status() != FindingStatus.OPEN) {
            json.array(
                    "suppressions",
                    () -> json.object(() -> json.field("kind", "external")
                            .field("status", "accepted")
                            .field("justification", f.status().label() + ": " + f.reason())));
        }
    }

    private static void location(JsonOut json, Finding f, Target target) {
        Location place = f.location();
        String path = path(f, target);
        json.object("physicalLocation", () -> {
            json.object("artifactLocation", () -> json.field("uri", uri(path)).field("uriBaseId", "ROOTPATH"));
            json.object("region", () -> json.field("startLine", Math.max(1, place.line()))
                    .field("startColumn", 1)
                    .field("endLine", Math.max(Math.max(1, place.line()), place.endLine()))
                    .field("endColumn", 1));
        });
        Package pkg = f.pkg();
        String text = pkg == null ? path : path + ": " + pkg.name() + "@" + pkg.version();
        json.object("message", () -> json.field("text", text));
    }

    /** The operating system's packages belong to the image as a whole, all else to its file. */
    private static String path(Finding f, Target target) {
        String own = f.location().path();
        Package pkg = f.pkg();
        String path = own.isEmpty() && pkg != null ? pkg.path() : own;
        return path.isEmpty() || Words.isOsPackage(pkg) ? target.name() : path;
    }

    private static String uri(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : path.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/-._~!$&'()*+,;=@".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString().replaceFirst("^/+", "");
    }

    private static void properties(JsonOut json, Report report) {
        json.field("imageName", report.target().name());
        json.field(
                "imageDigest",
                report.target().digest() == null
                        ? null
                        : report.target().digest().toString());
        json.field("operatingSystem", Words.os(report.target().os()));
        json.field("passed", report.verdict().passed());
        json.strings("notices", Notices.of(report));
    }

    private static String ruleName(Finding f) {
        return switch (f.kind()) {
            case VULNERABILITY ->
                Words.isOsPackage(f.pkg()) ? "OsPackageVulnerability" : "LanguageSpecificPackageVulnerability";
            case SECRET -> "Secret";
            case MALWARE -> "Malware";
            case MISCONFIGURATION -> "Misconfiguration";
            case TRUST -> "Trust";
            case HARDENING -> "Hardening";
            case LICENSE -> "License";
        };
    }

    private static String tag(FindingKind kind) {
        return kind.label();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, UNKNOWN -> "note";
        };
    }

    private static String title(Finding f) {
        return f.title().isEmpty() ? f.id() : f.title();
    }

    private static String link(Finding f) {
        String link = Words.link(f);
        return link.isEmpty() ? f.id() : "[" + f.id() + "](" + link + ")";
    }

    private static String message(Finding f) {
        Package pkg = f.pkg();
        if (pkg == null) {
            return title(f) + "\nSeverity: " + f.severity()
                    + (f.evidence().isEmpty() ? "" : "\nEvidence: " + f.evidence())
                    + (Words.advice(f).isEmpty() ? "" : "\nFix: " + Words.advice(f));
        }
        return "Package: " + pkg.name() + "\nInstalled Version: " + pkg.version() + "\n"
                + Words.capital(f.kind().label()) + " " + f.id() + "\nSeverity: " + f.severity()
                + "\nFixed Version: " + f.fix().version() + "\nLink: " + link(f);
    }

    private static String helpText(Finding f) {
        Package pkg = f.pkg();
        String what = Words.capital(f.kind().label()) + " " + f.id() + "\nSeverity: " + f.severity();
        String where = pkg == null
                ? ""
                : "\nPackage: " + pkg.name() + "\nFixed Version: " + f.fix().version();
        return what + where + "\nLink: " + link(f) + "\n" + title(f)
                + (Words.advice(f).isEmpty() ? "" : "\n" + Words.advice(f));
    }

    private static String helpMarkdown(Finding f) {
        Package pkg = f.pkg();
        String head = "**" + Words.capital(f.kind().label()) + " " + Markdown.cell(f.id()) + "**\n";
        String table = pkg == null
                ? "| Severity | Link |\n| --- | --- |\n|" + f.severity() + "|" + link(f) + "|\n"
                : "| Severity | Package | Fixed Version | Link |\n| --- | --- | --- | --- |\n|" + f.severity() + "|"
                        + Markdown.cell(pkg.name()) + "|"
                        + Markdown.cell(f.fix().version()) + "|" + link(f) + "|\n";
        return head + table + "\n" + Markdown.cell(title(f))
                + (Words.advice(f).isEmpty() ? "" : "\n\n" + Markdown.cell(Words.advice(f)));
    }
}
