package dev.seawall.engine.report;

import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Scope;
import dev.seawall.engine.model.SourcePackage;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Report version 1, docs/schema/report-v1.schema.json. Every key is always there: an unknown text is empty, an unknown
 * object, digest or number is null, an unknown list is empty.
 */
final class JsonReport implements ReportFormat {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) {
        try (JsonOut json = JsonOut.pretty(out)) {
            write(report, json, style);
        }
    }

    /** The document alone, for formats that embed it. */
    static void write(Report report, JsonOut json, ReportStyle style) {
        json.object(() -> {
            json.field("schemaVersion", 1);
            json.object("tool", () -> tool(json, report.database(), style));
            json.object("target", () -> target(json, report.target()));
            json.objects("packages", report.packages(), p -> pkg(json, p));
            json.objects("findings", report.findings(), f -> finding(json, f));
            json.objects("checks", report.checks(), c -> check(json, c));
            json.objects("files", report.files(), f -> file(json, f));
            json.objects("coverage", report.coverage(), c -> coverage(json, c));
            json.object("verdict", () -> verdict(json, report.verdict()));
            json.object("summary", () -> Summary.of(report).open().forEach((s, n) -> json.field(s.name(), n)));
        });
    }

    private static void tool(JsonOut json, DatabaseInfo database, ReportStyle style) {
        json.field("name", "seawall");
        json.field("version", style.toolVersion());
        json.object("database", () -> {
            json.field("updatedAt", database.updatedAt());
            json.object("sources", () -> database.sources().forEach(json::field));
            if (!database.problems().isEmpty()) {
                json.strings("problems", database.problems());
            }
        });
    }

    private static void target(JsonOut json, Target target) {
        json.field("kind", target.kind().label());
        json.field("name", target.name());
        json.field("digest", text(target.digest()));
        json.object("os", () -> json.field("id", target.os().id())
                .field("version", target.os().version())
                .field("eol", target.os().eol()));
        json.objects("layers", target.layers(), layer -> layer(json, layer));
    }

    private static void layer(JsonOut json, Layer layer) {
        json.field("digest", text(layer.digest()));
        json.field("diffId", layer.diffId().toString());
        json.field("command", layer.command());
        json.field("base", layer.base());
    }

    private static void pkg(JsonOut json, Package pkg) {
        json.field("purl", pkg.purl());
        json.field("name", pkg.name());
        json.field("version", pkg.version());
        json.field("ecosystem", pkg.ecosystem());
        source(json, pkg.source());
        json.field("path", pkg.path());
        json.field("line", pkg.line());
        json.field("layer", text(pkg.layer()));
        json.strings("licenses", pkg.licenses());
        json.field("scope", pkg.scope() == Scope.DEV ? "dev" : "prod");
        json.field("coveredBy", pkg.coveredBy());
        json.field("inUse", (String) null);
    }

    private static void source(JsonOut json, @Nullable SourcePackage source) {
        if (source == null) {
            json.field("source", (String) null);
        } else {
            json.object("source", () -> json.field("name", source.name()).field("version", source.version()));
        }
    }

    private static void finding(JsonOut json, Finding f) {
        json.field("id", f.id());
        json.field("fingerprint", f.fingerprint());
        json.strings("aliases", f.aliases());
        json.field("kind", f.kind().label());
        json.field("severity", f.severity().name());
        json.field("severitySource", f.severitySource());
        json.object("priority", () -> json.field("score", f.score()).strings("factors", f.factors()));
        json.field("title", f.title());
        practices(json, f.practices(), f.controls());
        packageOf(json, f.pkg());
        json.object("fix", () -> json.field("state", f.fix().state().label())
                .field("version", f.fix().version())
                .field("patch", f.fix().patch()));
        json.object("location", () -> location(json, f.location()));
        json.field("evidence", f.evidence());
        json.objects("cvss", f.cvss(), c -> cvss(json, c));
        json.field("epss", f.epss());
        json.field("kev", f.kev());
        json.field("status", f.status().label());
        json.field("reason", f.reason());
        json.strings("references", f.references());
    }

    private static void practices(JsonOut json, List<Practice> practices, List<String> controls) {
        json.array("practices", practices, p -> json.value(p.id()));
        json.strings("controls", controls);
    }

    private static void packageOf(JsonOut json, @Nullable Package pkg) {
        if (pkg == null) {
            json.field("package", (String) null);
        } else {
            json.object("package", () -> json.field("purl", pkg.purl())
                    .field("name", pkg.name())
                    .field("version", pkg.version()));
        }
    }

    private static void cvss(JsonOut json, CvssScore cvss) {
        json.field("vector", cvss.vector())
                .field("score", Double.valueOf(cvss.score()))
                .field("source", cvss.source());
    }

    private static void location(JsonOut json, Location location) {
        json.field("path", location.path());
        json.field("line", location.line());
        json.field("endLine", location.endLine());
        json.field("layer", text(location.layer()));
        json.field("shadowed", location.shadowed());
    }

    private static void check(JsonOut json, CheckResult c) {
        json.field("id", c.id());
        json.strings("aliases", c.aliases());
        json.field("title", c.title());
        json.field("outcome", c.outcome().label());
        json.field("severity", c.severity().name());
        practices(json, c.practices(), c.controls());
        json.field("evidence", c.evidence());
        json.object("location", () -> location(json, c.location()));
        json.field("fix", c.fix());
    }

    private static void file(JsonOut json, FileStatus file) {
        json.field("path", file.path()).field("status", file.status().label()).field("reason", file.reason());
    }

    private static void coverage(JsonOut json, Coverage coverage) {
        json.field("ecosystem", coverage.ecosystem()).field("state", coverage.hasData() ? "data" : "no-data");
        if (coverage.stale()) {
            json.field("stale", true);
        }
    }

    private static void verdict(JsonOut json, Verdict verdict) {
        json.field("passed", verdict.passed()).field("policy", verdict.policy()).strings("reasons", verdict.reasons());
    }

    private static @Nullable String text(@Nullable Digest digest) {
        return digest == null ? null : digest.toString();
    }
}
