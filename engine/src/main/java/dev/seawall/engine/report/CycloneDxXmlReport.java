package dev.seawall.engine.report;

import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CycloneDX as XML, the same facts as the JSON in the order its schema demands. */
final class CycloneDxXmlReport implements ReportFormat {
    @Override
    public String name() {
        return "cyclonedx-xml";
    }

    @Override
    public List<String> versions() {
        return CycloneDxFacts.VERSIONS;
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException {
        Bom bom = Bom.of(report);
        XmlOut xml = new XmlOut(out);
        xml.open(
                "bom",
                "xmlns",
                "http://cyclonedx.org/schema/bom/" + version,
                "serialNumber",
                "urn:uuid:" + bom.id(report),
                "version",
                "1");
        metadata(xml, report, version, style);
        xml.open("components");
        operatingSystem(xml, report.target().os());
        for (Bom.Item item : bom.items()) {
            component(xml, item, version);
        }
        xml.close().open("vulnerabilities");
        for (Bom.Group group : Bom.vulnerabilities(report)) {
            vulnerability(xml, group, bom, version);
        }
        xml.close().close().finish();
    }

    private static void metadata(XmlOut xml, Report report, String version, ReportStyle style) throws IOException {
        xml.open("metadata");
        if (style.timestamp() != null) {
            xml.leaf("timestamp", DateTimeFormatter.ISO_INSTANT.format(style.timeOrEpoch()));
        }
        xml.open("tools");
        if (CycloneDxFacts.isOlderThan(version, 5)) {
            xml.open("tool").leaf("vendor", "seawall").leaf("name", "seawall").leaf("version", style.toolVersion());
        } else {
            xml.open("components").open("component", "type", "application");
            xml.leaf("name", "seawall").leaf("version", style.toolVersion()).close();
        }
        xml.close().close();
        subject(xml, report.target());
        xml.close();
    }

    private static void subject(XmlOut xml, Target target) throws IOException {
        xml.open("component", "type", CycloneDxFacts.componentType(target), "bom-ref", "seawall:target");
        xml.leaf("name", target.name());
        if (target.digest() != null) {
            xml.leaf("version", target.digest().toString());
            String digest = target.name().split("@", 2)[0] + "@" + target.digest();
            properties(xml, Map.of("aquasecurity:trivy:RepoDigest", digest));
        }
        xml.close();
    }

    private static void operatingSystem(XmlOut xml, Os os) throws IOException {
        if (!os.isNone()) {
            xml.open("component", "type", "operating-system", "bom-ref", "seawall:os");
            xml.leaf("name", os.id()).leaf("version", os.version());
            xml.close();
        }
    }

    private static void component(XmlOut xml, Bom.Item item, String version) throws IOException {
        Package pkg = item.pkg();
        xml.open("component", "type", "library", "bom-ref", item.ref());
        xml.leaf("group", CycloneDxFacts.group(item));
        xml.leaf("name", CycloneDxFacts.name(item));
        xml.leaf("version", pkg.version());
        licenses(xml, pkg.licenses());
        xml.leaf("purl", item.purl());
        Map<String, String> facts = new LinkedHashMap<>();
        Bom.facts(pkg).forEach((k, v) -> facts.put(CycloneDxFacts.property(k), v));
        properties(xml, facts);
        if (!pkg.path().isEmpty() && !CycloneDxFacts.isOlderThan(version, 5)) {
            xml.open("evidence").open("occurrences").open("occurrence").leaf("location", pkg.path());
            if (pkg.line() > 0 && !CycloneDxFacts.isOlderThan(version, 6)) {
                xml.leaf("line", Integer.toString(pkg.line()));
            }
            xml.close().close().close();
        }
        xml.close();
    }

    private static void licenses(XmlOut xml, List<String> licenses) throws IOException {
        if (licenses.isEmpty()) {
            return;
        }
        xml.open("licenses");
        if (licenses.size() == 1 && Licenses.isExpression(licenses.getFirst())) {
            xml.leaf("expression", licenses.getFirst());
        } else {
            for (String license : licenses) {
                xml.open("license")
                        .leaf(Licenses.isId(license) ? "id" : "name", license)
                        .close();
            }
        }
        xml.close();
    }

    private static void properties(XmlOut xml, Map<String, String> properties) throws IOException {
        if (properties.isEmpty()) {
            return;
        }
        xml.open("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.leaf("property", property.getValue(), "name", property.getKey());
        }
        xml.close();
    }

    private static void vulnerability(XmlOut xml, Bom.Group group, Bom bom, String version) throws IOException {
        Finding f = group.first();
        xml.open("vulnerability", "bom-ref", "vuln:" + f.id() + ":" + f.fingerprint());
        xml.leaf("id", f.id());
        xml.open("source")
                .leaf("name", CycloneDxFacts.source(f))
                .leaf("url", Words.link(f))
                .close();
        ratings(xml, f, version);
        xml.leaf("description", f.title());
        xml.leaf("recommendation", Words.advice(f));
        List<String> advisories = CycloneDxFacts.advisories(f);
        if (!advisories.isEmpty()) {
            xml.open("advisories");
            for (String url : advisories) {
                xml.open("advisory").leaf("url", url).close();
            }
            xml.close();
        }
        String state = Bom.analysis(f.status());
        if (!state.isEmpty()) {
            xml.open("analysis")
                    .leaf("state", state)
                    .leaf("detail", f.status().label() + ": " + f.reason())
                    .close();
        }
        affects(xml, group, bom);
        xml.close();
    }

    private static void ratings(XmlOut xml, Finding f, String version) throws IOException {
        xml.open("ratings")
                .open("rating")
                .open("source")
                .leaf("name", CycloneDxFacts.source(f))
                .close();
        xml.leaf("severity", CycloneDxFacts.severity(f.severity())).close();
        for (CvssScore score : f.cvss()) {
            xml.open("rating").open("source").leaf("name", score.source()).close();
            xml.leaf("score", Double.toString(score.score()));
            xml.leaf("method", CycloneDxFacts.method(score, version))
                    .leaf("vector", score.vector())
                    .close();
        }
        xml.close();
    }

    private static void affects(XmlOut xml, Bom.Group group, Bom bom) throws IOException {
        xml.open("affects");
        for (Finding f : group.findings()) {
            Package pkg = f.pkg();
            if (pkg != null) {
                boolean unaffected = Bom.analysis(f.status()).equals("not_affected");
                xml.open("target").leaf("ref", bom.ref(pkg));
                xml.open("versions")
                        .open("version")
                        .leaf("version", pkg.version().isEmpty() ? "unknown" : pkg.version());
                xml.leaf("status", unaffected ? "unaffected" : "affected")
                        .close()
                        .close()
                        .close();
            }
        }
        xml.close();
    }
}
