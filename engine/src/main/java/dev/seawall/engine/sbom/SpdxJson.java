package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** SPDX 2.2 and 2.3 as JSON. */
final class SpdxJson {
    private SpdxJson() {}

    static SbomContent read(JsonNode root) throws IOException {
        SpdxBill spdx = new SpdxBill(Nodes.text(root, "spdxVersion").replace("SPDX-", "SPDX ") + " JSON");
        spdx.bill.name = Nodes.text(root, "name");
        Map<String, String> texts = new HashMap<>();
        for (JsonNode license : root.path("hasExtractedLicensingInfos")) {
            texts.put(Nodes.text(license, "licenseId"), Nodes.text(license, "name"));
        }
        for (JsonNode node : root.path("packages")) {
            spdx.add(component(node, texts));
        }
        for (JsonNode r : root.path("relationships")) {
            spdx.relate(
                    Nodes.text(r, "spdxElementId"),
                    Nodes.text(r, "relationshipType"),
                    Nodes.text(r, "relatedSpdxElement"));
        }
        return spdx.content();
    }

    private static Component component(JsonNode node, Map<String, String> licenseTexts) {
        Component c = new Component();
        c.type = Nodes.text(node, "primaryPackagePurpose");
        c.ref = Nodes.text(node, "SPDXID");
        c.name = Nodes.text(node, "name");
        c.version = Nodes.text(node, "versionInfo");
        for (JsonNode ref : node.path("externalRefs")) {
            SpdxBill.reference(c, Nodes.text(ref, "referenceType"), Nodes.text(ref, "referenceLocator"));
        }
        SpdxBill.sourceInfo(c, Nodes.text(node, "sourceInfo"));
        for (JsonNode text : node.path("attributionTexts")) {
            SpdxBill.notes(c, Nodes.text(text));
        }
        for (JsonNode annotation : node.path("annotations")) {
            SpdxBill.notes(c, Nodes.text(annotation, "comment"));
        }
        SpdxBill.licenses(c, Nodes.text(node, "licenseDeclared"), Nodes.text(node, "licenseConcluded"), licenseTexts);
        return c;
    }
}
