package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SPDX 2.x as tag: value lines. */
final class SpdxTagValue {
    private final SpdxBill spdx = new SpdxBill("SPDX 2 tag-value");
    private final Map<String, String> licenseTexts = new HashMap<>();
    private final Map<String, Component> byId = new HashMap<>();
    private @Nullable Component current;
    private String concluded = "";
    private String declared = "";
    private String licenseId = "";
    private String annotated = "";

    private SpdxTagValue() {}

    static SbomContent read(String text) throws IOException {
        SpdxTagValue reader = new SpdxTagValue();
        reader.licenseTexts(text);
        TagValues.read(text, reader::tag);
        reader.finish();
        TagValues.read(text, reader::relationship);
        return reader.spdx.content();
    }

    /** Extracted licences stand at the end of a document but are needed from the start. */
    private void licenseTexts(String text) throws IOException {
        TagValues.read(text, (tag, value) -> {
            if (tag.equals("LicenseID")) {
                licenseId = value;
            } else if (tag.equals("LicenseName")) {
                licenseTexts.put(licenseId, value);
            }
        });
    }

    private void tag(String tag, String value) throws IOException {
        switch (tag) {
            case "SPDXVersion" -> {}
            case "DocumentName" -> spdx.bill.name = value;
            case "PackageName" -> start(value);
            case "SPDXREF" -> annotated = value;
            case "AnnotationComment" -> annotate(value);
            case "FileName", "SnippetSPDXID", "LicenseID" -> finish();
            default -> {
                if (current != null) {
                    detail(current, tag, value);
                }
            }
        }
    }

    private void start(String name) throws IOException {
        finish();
        current = new Component();
        current.name = name;
    }

    private void detail(Component c, String tag, String value) {
        switch (tag) {
            case "SPDXID" -> c.ref = value;
            case "PackageVersion" -> c.version = value;
            case "PrimaryPackagePurpose" -> c.type = SpdxBill.purpose(value);
            case "PackageSourceInfo" -> SpdxBill.sourceInfo(c, value);
            case "PackageLicenseConcluded" -> concluded = value;
            case "PackageLicenseDeclared" -> declared = value;
            case "PackageAttributionText" -> SpdxBill.notes(c, value);
            case "ExternalRef" -> reference(c, value);
            default -> {}
        }
    }

    private static void reference(Component c, String value) {
        String[] parts = value.split("\\s+", 3);
        if (parts.length == 3) {
            SpdxBill.reference(c, parts[1], parts[2].strip());
        }
    }

    private void annotate(String comment) {
        Component c = current != null && current.ref.equals(annotated) ? current : byId.get(annotated);
        if (c != null) {
            SpdxBill.notes(c, comment);
        }
    }

    private void finish() throws IOException {
        if (current != null) {
            SpdxBill.licenses(current, declared, concluded, licenseTexts);
            byId.putIfAbsent(current.ref, current);
            spdx.add(current);
        }
        current = null;
        concluded = "";
        declared = "";
    }

    private void relationship(String tag, String value) {
        String[] parts = value.split("\\s+");
        if (tag.equals("Relationship") && parts.length >= 3) {
            spdx.relate(parts[0], parts[1], parts[2]);
        }
    }
}
