package dev.seawall.engine.sbom;

import dev.seawall.engine.model.Os;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Syft's own JSON. */
final class SyftJson {
    private static final String[] METADATA = {"source", "sourceVersion", "originPackage", "sourceRpm"};

    private SyftJson() {}

    static SbomContent read(JsonNode root) throws IOException {
        Bill bill = new Bill("Syft JSON " + Nodes.text(root.path("schema"), "version"));
        bill.os = os(root.path("distro"));
        JsonNode source = root.path("source");
        JsonNode about = source.path("metadata").isObject() ? source.path("metadata") : source.path("target");
        bill.name = first(
                Nodes.text(about, "userInput"),
                Nodes.text(source, "name"),
                Nodes.text(about, "path"),
                Nodes.text(about));
        bill.digest = Nodes.text(about, "manifestDigest");
        for (JsonNode node : root.path("artifacts")) {
            bill.add(component(node));
        }
        return bill.content();
    }

    private static Os os(JsonNode distro) {
        Os os = OsNames.of(Nodes.text(distro, "id"), Nodes.text(distro, "versionID"));
        String codename = Nodes.text(distro, "versionCodename");
        return os.isNone() || codename.isEmpty() ? os : new Os(os.id(), os.version(), codename, false);
    }

    private static Component component(JsonNode node) {
        Component c = new Component();
        c.name = Nodes.text(node, "name");
        c.version = Nodes.text(node, "version");
        c.purl = Nodes.text(node, "purl");
        c.ref = Nodes.text(node, "id");
        for (JsonNode license : node.path("licenses")) {
            String expression = Nodes.text(license, "spdxExpression");
            c.license(expression.isEmpty() ? first(Nodes.text(license, "value"), Nodes.text(license)) : expression);
        }
        for (JsonNode location : node.path("locations")) {
            c.property("syft:location:0:path", first(Nodes.text(location, "path"), Nodes.text(location)));
            c.property("syft:location:0:layerID", Nodes.text(location, "layerID"));
        }
        for (String key : METADATA) {
            c.property("syft:metadata:" + key, Nodes.text(node.path("metadata"), key));
        }
        return c;
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
