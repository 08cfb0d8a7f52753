package dev.seawall.engine.report;

import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import java.io.OutputStream;
import java.util.List;

/** SPDX as JSON: 2.3, or 3.0 as JSON-LD. */
final class SpdxReport implements ReportFormat {
    @Override
    public String name() {
        return "spdx";
    }

    @Override
    public List<String> versions() {
        return List.of("2.3", "3.0");
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) {
        Bom bom = Bom.of(report);
        try (JsonOut json = JsonOut.pretty(out)) {
            if (version.equals("3.0")) {
                new Spdx3Document(report, bom, json, style).write();
            } else {
                json.object(() -> document(json, report, bom, style));
            }
        }
    }

    private static void document(JsonOut json, Report report, Bom bom, ReportStyle style) {
        json.field("spdxVersion", "SPDX-2.3");
        json.field("dataLicense", "CC0-1.0");
        json.field("SPDXID", SpdxFacts.DOCUMENT);
        json.field("name", report.target().name());
        json.field("documentNamespace", SpdxFacts.namespace(report, bom));
        json.object("creationInfo", () -> json.field("created", SpdxFacts.created(style))
                .strings("creators", List.of("Tool: seawall-" + style.toolVersion())));
        json.array("packages", () -> packages(json, report, bom, style));
        json.objects("hasExtractedLicensingInfos", SpdxFacts.references(bom).entrySet(), e -> json.field(
                        "licenseId", e.getKey())
                .field("name", e.getValue())
                .field("extractedText", e.getValue()));
        json.array("relationships", () -> relationships(json, report, bom));
    }

    private static void packages(JsonOut json, Report report, Bom bom, ReportStyle style) {
        json.object(() -> {
            head(json, SpdxFacts.TARGET, report.target().name(), SpdxFacts.targetPurpose(report));
            if (report.target().digest() != null) {
                json.field("versionInfo", report.target().digest().toString());
                annotation(json, "RepoDigest: " + report.target().digest(), style);
            }
        });
        Os os = report.target().os();
        if (!os.isNone()) {
            json.object(() -> {
                head(json, SpdxFacts.OS, os.id(), "OPERATING-SYSTEM");
                json.optional("versionInfo", os.version());
            });
        }
        for (int i = 0; i < bom.items().size(); i++) {
            int index = i;
            json.object(() -> pkg(json, bom.items().get(index), SpdxFacts.packageId(index), style));
        }
    }

    private static void head(JsonOut json, String id, String name, String purpose) {
        json.field("SPDXID", id);
        json.field("name", name);
        json.field("downloadLocation", "NOASSERTION");
        json.field("filesAnalyzed", false);
        json.field("primaryPackagePurpose", purpose);
    }

    private static void pkg(JsonOut json, Bom.Item item, String id, ReportStyle style) {
        head(json, id, item.pkg().name(), "LIBRARY");
        json.optional("versionInfo", item.pkg().version());
        json.field("licenseConcluded", "NOASSERTION");
        json.field("licenseDeclared", SpdxFacts.license(item.pkg()));
        json.optional("sourceInfo", SpdxFacts.sourceInfo(item.pkg()));
        json.array(
                "externalRefs",
                () -> json.object(() -> json.field("referenceCategory", "PACKAGE-MANAGER")
                        .field("referenceType", "purl")
                        .field("referenceLocator", item.purl())));
        annotation(json, SpdxFacts.notes(item.pkg()), style);
    }

    private static void annotation(JsonOut json, String notes, ReportStyle style) {
        if (!notes.isEmpty()) {
            json.array(
                    "annotations",
                    () -> json.object(() -> json.field("annotator", "Tool: seawall-" + style.toolVersion())
                            .field("annotationDate", SpdxFacts.created(style))
                            .field("annotationType", "OTHER")
                            .field("comment", notes)));
        }
    }

    private static void relationships(JsonOut json, Report report, Bom bom) {
        relationship(json, SpdxFacts.DOCUMENT, "DESCRIBES", SpdxFacts.TARGET);
        if (!report.target().os().isNone()) {
            relationship(json, SpdxFacts.TARGET, "CONTAINS", SpdxFacts.OS);
        }
        for (int i = 0; i < bom.items().size(); i++) {
            relationship(json, SpdxFacts.TARGET, "CONTAINS", SpdxFacts.packageId(i));
        }
    }

    private static void relationship(JsonOut json, String from, String type, String to) {
        json.object(() -> json.field("spdxElementId", from)
                .field("relationshipType", type)
                .field("relatedSpdxElement", to));
    }
}
