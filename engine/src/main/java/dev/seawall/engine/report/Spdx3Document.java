package dev.seawall.engine.report;

import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One SPDX 3.0 document while it is written: a flat graph of elements. */
final class Spdx3Document {
    private static final String INFO = "_:creation";

    private final Report report;
    private final Bom bom;
    private final JsonOut json;
    private final ReportStyle style;
    private final String base;

    Spdx3Document(Report report, Bom bom, JsonOut json, ReportStyle style) {
        this.report = report;
        this.bom = bom;
        this.json = json;
        this.style = style;
        base = SpdxFacts.namespace(report, bom) + "#";
    }

    void write() {
        json.object(() -> json.field("@context", "https://spdx.org/rdf/3.0.1/spdx-context.jsonld")
                .array("@graph", this::graph));
    }

    private void graph() {
        json.object(() -> json.field("type", "CreationInfo")
                .field("@id", INFO)
                .field("specVersion", "3.0.1")
                .field("created", SpdxFacts.created(style))
                .strings("createdBy", List.of(base + "Seawall"))
                .strings("createdUsing", List.of(base + "Tool")));
        element("SoftwareAgent", "Seawall", () -> json.field("name", "Seawall"));
        element("Tool", "Tool", () -> json.field("name", "seawall-" + style.toolVersion()));
        element("SpdxDocument", "Document", () -> json.field(
                        "name", report.target().name())
                .strings("profileConformance", List.of("core", "software", "simpleLicensing"))
                .strings("rootElement", List.of(base + "Bom")));
        element("software_Sbom", "Bom", () -> json.strings("profileConformance", List.of("core", "software"))
                .strings("rootElement", List.of(base + SpdxFacts.TARGET)));
        target();
        List<String> contained = operatingSystem();
        for (int i = 0; i < bom.items().size(); i++) {
            pkg(bom.items().get(i), SpdxFacts.packageId(i), contained);
        }
        relationship("describes", "Describes", "Document", List.of(base + SpdxFacts.TARGET));
        if (!contained.isEmpty()) {
            relationship("contains", "Contains", SpdxFacts.TARGET, contained);
        }
    }

    private void element(String type, String id, Runnable body) {
        json.object(() -> {
            json.field("type", type).field("spdxId", base + id).field("creationInfo", INFO);
            body.run();
        });
    }

    private void target() {
        element("software_Package", SpdxFacts.TARGET, () -> {
            json.field("name", report.target().name());
            json.field(
                    "software_primaryPurpose", SpdxFacts.targetPurpose(report).toLowerCase(Locale.ROOT));
            if (report.target().digest() != null) {
                json.field("software_packageVersion", report.target().digest().toString());
            }
        });
        if (report.target().digest() != null) {
            annotation(SpdxFacts.TARGET, "RepoDigest: " + report.target().digest());
        }
    }

    private List<String> operatingSystem() {
        List<String> contained = new ArrayList<>();
        Os os = report.target().os();
        if (!os.isNone()) {
            contained.add(base + SpdxFacts.OS);
            element("software_Package", SpdxFacts.OS, () -> json.field("name", os.id())
                    .field("software_primaryPurpose", "operatingSystem")
                    .optional("software_packageVersion", os.version()));
        }
        return contained;
    }

    private void pkg(Bom.Item item, String id, List<String> contained) {
        contained.add(base + id);
        element("software_Package", id, () -> json.field("name", item.pkg().name())
                .optional("software_packageVersion", item.pkg().version())
                .field("software_primaryPurpose", "library")
                .field("software_packageUrl", item.purl())
                .optional("software_sourceInfo", SpdxFacts.sourceInfo(item.pkg())));
        String license = SpdxFacts.license(item.pkg());
        String notes = SpdxFacts.notes(item.pkg());
        String plain = notes.contains("License: ") || license.equals("NOASSERTION") ? "" : "\nLicense: " + license;
        annotation(id, (notes + plain).strip());
    }

    private void annotation(String id, String notes) {
        if (!notes.isEmpty()) {
            element("Annotation", "Note-" + id, () -> json.field("annotationType", "other")
                    .field("subject", base + id)
                    .field("statement", notes));
        }
    }

    private void relationship(String type, String id, String from, List<String> to) {
        element("Relationship", id, () -> json.field("relationshipType", type)
                .field("from", base + from)
                .strings("to", to));
    }
}
