package dev.seawall.engine.report;

import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Target;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** CycloneDX as JSON, with the vulnerabilities and what was decided about them. */
final class CycloneDxReport implements ReportFormat {
    @Override
    public String name() {
        return "cyclonedx";
    }

    @Override
    public List<String> versions() {
        return CycloneDxFacts.VERSIONS;
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) {
        Bom bom = Bom.of(report);
        try (JsonOut json = JsonOut.pretty(out)) {
            json.object(() -> {
                json.field("$schema", "http://cyclonedx.org/schema/bom-" + version + ".schema.json");
                json.field("bomFormat", "CycloneDX");
                json.field("specVersion", version);
                json.field("serialNumber", "urn:uuid:" + bom.id(report));
                json.field("version", 1);
                json.object("metadata", () -> metadata(json, report, version, style));
                json.array("components", () -> {
                    operatingSystem(json, report.target().os());
                    bom.items().forEach(i -> json.object(() -> component(json, i, version)));
                });
                json.objects("vulnerabilities", Bom.vulnerabilities(report), g -> vulnerability(json, g, bom, version));
            });
        }
    }

    private static void metadata(JsonOut json, Report report, String version, ReportStyle style) {
        if (style.timestamp() != null) {
            json.field("timestamp", DateTimeFormatter.ISO_INSTANT.format(style.timeOrEpoch()));
        }
        if (CycloneDxFacts.isOlderThan(version, 5)) {
            json.array(
                    "tools",
                    () -> json.object(() -> json.field("vendor", "seawall")
                            .field("name", "seawall")
                            .field("version", style.toolVersion())));
        } else {
            json.object(
                    "tools",
                    () -> json.array(
                            "components",
                            () -> json.object(() -> json.field("type", "application")
                                    .field("name", "seawall")
                                    .field("version", style.toolVersion()))));
        }
        json.object("component", () -> subject(json, report.target()));
    }

    private static void subject(JsonOut json, Target target) {
        json.field("bom-ref", "seawall:target");
        json.field("type", CycloneDxFacts.componentType(target));
        json.field("name", target.name());
        if (target.digest() != null) {
            json.field("version", target.digest().toString());
            json.objects(
                    "properties", List.of(target.digest()), d -> json.field("name", "aquasecurity:trivy:RepoDigest")
                            .field("value", target.name().split("@", 2)[0] + "@" + d));
        }
    }

    private static void operatingSystem(JsonOut json, Os os) {
        if (!os.isNone()) {
            json.object(() -> {
                json.field("bom-ref", "seawall:os");
                json.field("type", "operating-system");
                json.field("name", os.id());
                json.optional("version", os.version());
                json.array("properties", () -> {
                    property(json, "aquasecurity:trivy:Class", "os-pkgs");
                    property(json, "aquasecurity:trivy:Type", os.id());
                });
            });
        }
    }

    private static void component(JsonOut json, Bom.Item item, String version) {
        Package pkg = item.pkg();
        json.field("bom-ref", item.ref());
        json.field("type", "library");
        json.optional("group", CycloneDxFacts.group(item));
        json.field("name", CycloneDxFacts.name(item));
        json.field("version", pkg.version());
        if (!pkg.licenses().isEmpty()) {
            json.array("licenses", () -> licenses(json, pkg.licenses()));
        }
        json.field("purl", item.purl());
        json.array("properties", () -> Bom.facts(pkg).forEach((k, v) -> property(json, CycloneDxFacts.property(k), v)));
        if (!pkg.path().isEmpty() && !CycloneDxFacts.isOlderThan(version, 5)) {
            json.object(
                    "evidence",
                    () -> json.array(
                            "occurrences",
                            () -> json.object(() -> {
                                json.field("location", pkg.path());
                                if (pkg.line() > 0 && !CycloneDxFacts.isOlderThan(version, 6)) {
                                    json.field("line", pkg.line());
                                }
                            })));
        }
    }

    private static void licenses(JsonOut json, List<String> licenses) {
        if (licenses.size() == 1 && Licenses.isExpression(licenses.getFirst())) {
            json.object(() -> json.field("expression", licenses.getFirst()));
            return;
        }
        for (String license : licenses) {
            json.object(
                    () -> json.object("license", () -> json.field(Licenses.isId(license) ? "id" : "name", license)));
        }
    }

    private static void property(JsonOut json, String name, String value) {
        json.object(() -> json.field("name", name).field("value", value));
    }

    private static void vulnerability(JsonOut json, Bom.Group group, Bom bom, String version) {
        Finding f = group.first();
        json.field("bom-ref", "vuln:" + f.id() + ":" + f.fingerprint());
        json.field("id", f.id());
        json.object("source", () -> json.field("name", CycloneDxFacts.source(f)).optional("url", Words.link(f)));
        json.objects("references", f.aliases(), a -> json.field("id", a)
                .object("source", () -> json.field("name", "alias")));
        json.array("ratings", () -> ratings(json, f, version));
        json.optional("description", f.title());
        json.optional("recommendation", Words.advice(f));
        json.objects("advisories", CycloneDxFacts.advisories(f), url -> json.field("url", url));
        String state = Bom.analysis(f.status());
        if (!state.isEmpty()) {
            json.object("analysis", () -> json.field("state", state)
                    .field("detail", f.status().label() + ": " + f.reason()));
        }
        json.objects("affects", group.findings(), each -> affects(json, each, bom));
        json.array("properties", () -> {
            property(json, "seawall:kev", Boolean.toString(f.kev()));
            property(json, "seawall:epss", f.epss() == null ? "" : f.epss().toString());
            property(json, "seawall:fix", f.fix().state().label());
        });
    }

    private static void ratings(JsonOut json, Finding f, String version) {
        json.object(() -> json.object("source", () -> json.field("name", CycloneDxFacts.source(f)))
                .field("severity", CycloneDxFacts.severity(f.severity())));
        for (CvssScore score : f.cvss()) {
            json.object(() -> json.object("source", () -> json.field("name", score.source()))
                    .field("score", Double.valueOf(score.score()))
                    .field("method", CycloneDxFacts.method(score, version))
                    .field("vector", score.vector()));
        }
    }

    private static void affects(JsonOut json, Finding f, Bom bom) {
        Package pkg = f.pkg();
        if (pkg != null) {
            json.field("ref", bom.ref(pkg));
            json.array(
                    "versions",
                    () -> json.object(() -> json.field("version", pkg.version())
                            .field(
                                    "status",
                                    Bom.analysis(f.status()).equals("not_affected") ? "unaffected" : "affected")));
        }
    }
}
