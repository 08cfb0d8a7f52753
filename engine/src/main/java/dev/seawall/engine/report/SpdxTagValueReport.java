package dev.seawall.engine.report;

import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** SPDX 2.3 as tag: value lines. */
final class SpdxTagValueReport implements ReportFormat {
    @Override
    public String name() {
        return "spdx-tv";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException {
        Bom bom = Bom.of(report);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        tag(writer, "SPDXVersion", "SPDX-2.3");
        tag(writer, "DataLicense", "CC0-1.0");
        tag(writer, "SPDXID", SpdxFacts.DOCUMENT);
        tag(writer, "DocumentName", report.target().name());
        tag(writer, "DocumentNamespace", SpdxFacts.namespace(report, bom));
        tag(writer, "Creator", "Tool: seawall-" + style.toolVersion());
        tag(writer, "Created", SpdxFacts.created(style));
        head(writer, report.target().name(), SpdxFacts.TARGET, SpdxFacts.targetPurpose(report));
        if (report.target().digest() != null) {
            tag(writer, "PackageVersion", report.target().digest().toString());
            annotation(
                    writer, SpdxFacts.TARGET, "RepoDigest: " + report.target().digest(), style);
        }
        Os os = report.target().os();
        if (!os.isNone()) {
            head(writer, os.id(), SpdxFacts.OS, "OPERATING-SYSTEM");
            tag(writer, "PackageVersion", os.version());
        }
        for (int i = 0; i < bom.items().size(); i++) {
            pkg(writer, bom.items().get(i), SpdxFacts.packageId(i), style);
        }
        for (Map.Entry<String, String> license : SpdxFacts.references(bom).entrySet()) {
            writer.write("\n");
            tag(writer, "LicenseID", license.getKey());
            tag(writer, "ExtractedText", text(license.getValue()));
            tag(writer, "LicenseName", license.getValue());
        }
        relationships(writer, report, bom);
        writer.flush();
    }

    private static void head(Writer writer, String name, String id, String purpose) throws IOException {
        writer.write("\n");
        tag(writer, "PackageName", name);
        tag(writer, "SPDXID", id);
        tag(writer, "PackageDownloadLocation", "NOASSERTION");
        tag(writer, "FilesAnalyzed", "false");
        tag(writer, "PrimaryPackagePurpose", purpose);
    }

    private static void pkg(Writer writer, Bom.Item item, String id, ReportStyle style) throws IOException {
        head(writer, item.pkg().name(), id, "LIBRARY");
        tag(writer, "PackageVersion", item.pkg().version());
        tag(writer, "PackageSourceInfo", SpdxFacts.sourceInfo(item.pkg()));
        tag(writer, "PackageLicenseConcluded", "NOASSERTION");
        tag(writer, "PackageLicenseDeclared", SpdxFacts.license(item.pkg()));
        tag(writer, "ExternalRef", "PACKAGE-MANAGER purl " + item.purl());
        annotation(writer, id, SpdxFacts.notes(item.pkg()), style);
    }

    private static void annotation(Writer writer, String id, String notes, ReportStyle style) throws IOException {
        if (!notes.isEmpty()) {
            tag(writer, "Annotator", "Tool: seawall-" + style.toolVersion());
            tag(writer, "AnnotationDate", SpdxFacts.created(style));
            tag(writer, "AnnotationType", "OTHER");
            tag(writer, "SPDXREF", id);
            writer.write("AnnotationComment: <text>" + notes.replace("</text>", "") + "</text>\n");
        }
    }

    private static void relationships(Writer writer, Report report, Bom bom) throws IOException {
        writer.write("\n");
        tag(writer, "Relationship", SpdxFacts.DOCUMENT + " DESCRIBES " + SpdxFacts.TARGET);
        if (!report.target().os().isNone()) {
            tag(writer, "Relationship", SpdxFacts.TARGET + " CONTAINS " + SpdxFacts.OS);
        }
        for (int i = 0; i < bom.items().size(); i++) {
            tag(writer, "Relationship", SpdxFacts.TARGET + " CONTAINS " + SpdxFacts.packageId(i));
        }
    }

    private static String text(String text) {
        return "<text>" + SafeText.line(text).replace("</text>", "") + "</text>";
    }

    /** One pair; nothing where the value is empty, and never a second line that could pose as a tag. */
    private static void tag(Writer writer, String tag, String value) throws IOException {
        if (!value.isEmpty()) {
            writer.write(tag + ": " + SafeText.line(value) + "\n");
        }
    }
}
