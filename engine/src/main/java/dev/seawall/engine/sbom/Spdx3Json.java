package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** SPDX 3.0 as JSON-LD: a flat list of elements that point at each other. */
final class Spdx3Json {
    private Spdx3Json() {}

    static SbomContent read(JsonNode root) throws IOException {
        SpdxBill spdx = new SpdxBill("SPDX 3 JSON-LD");
        Map<String, Component> byId = new HashMap<>();
        for (JsonNode node : root.path("@graph")) {
            String type = type(node);
            if (type.equals("SpdxDocument")) {
                spdx.bill.name = Nodes.text(node, "name");
            } else if (type.equals("software_Package")) {
                Component c = component(node);
                byId.putIfAbsent(c.ref, c);
                spdx.add(c);
            }
        }
        for (JsonNode node : root.path("@graph")) {
            link(node, spdx, byId);
        }
        return spdx.content();
    }

    private static void link(JsonNode node, SpdxBill spdx, Map<String, Component> byId) {
        switch (type(node)) {
            case "Annotation" -> {
                Component c = byId.get(Nodes.text(node, "subject"));
                if (c != null) {
                    SpdxBill.notes(c, Nodes.text(node, "statement"));
                }
            }
            case "Relationship" -> {
                String how = relation(Nodes.text(node, "relationshipType"));
                for (JsonNode to : node.path("to")) {
                    spdx.relate(Nodes.text(node, "from"), how, Nodes.text(to));
                }
            }
            default -> {}
        }
    }

    private static String relation(String type) {
        return switch (type) {
            case "contains" -> "CONTAINS";
            case "dependsOn" -> "DEPENDS_ON";
            case "describes" -> "DESCRIBES";
            default -> type;
        };
    }

    private static String type(JsonNode node) {
        String type = Nodes.text(node, "type");
        String full = type.isEmpty() ? Nodes.text(node, "@type") : type;
        return full.startsWith("https://spdx.org/rdf/") ? full.substring(full.lastIndexOf('/') + 1) : full;
    }

    private static Component component(JsonNode node) {
        Component c = new Component();
        String id = Nodes.text(node, "spdxId");
        c.ref = id.isEmpty() ? Nodes.text(node, "@id") : id;
        c.type = SpdxBill.purpose(Nodes.text(node, "software_primaryPurpose"));
        c.name = Nodes.text(node, "name");
        c.version = Nodes.text(node, "software_packageVersion");
        c.purl = Nodes.text(node, "software_packageUrl");
        for (JsonNode identifier : node.path("externalIdentifier")) {
            boolean isPurl = Nodes.text(identifier, "externalIdentifierType").equals("packageUrl");
            SpdxBill.reference(c, isPurl ? "purl" : "", Nodes.text(identifier, "identifier"));
        }
        SpdxBill.sourceInfo(c, Nodes.text(node, "software_sourceInfo"));
        for (JsonNode text : node.path("software_attributionText")) {
            SpdxBill.notes(c, Nodes.text(text));
        }
        return c;
    }
}
