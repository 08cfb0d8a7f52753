package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** CycloneDX as JSON, versions 1.2 to 1.7. */
final class CycloneDxJson {
    private CycloneDxJson() {}

    static SbomContent read(JsonNode root) throws IOException {
        Bill bill = new Bill("CycloneDX " + Nodes.text(root, "specVersion") + " JSON");
        JsonNode subject = root.path("metadata").path("component");
        bill.name = Nodes.text(subject, "name");
        Component whole = component(subject);
        bill.digest = whole.first("RepoDigest", "ImageID");
        if (bill.digest.isEmpty()) {
            bill.digest = whole.version.startsWith("sha256:") ? whole.version : "";
        }
        if (whole.isOperatingSystem()) {
            bill.add(whole);
        }
        addAll(root.path("components"), bill);
        addAll(subject.path("components"), bill);
        homes(root.path("dependencies"), bill);
        return bill.content();
    }

    private static void addAll(JsonNode components, Bill bill) throws IOException {
        for (JsonNode node : components) {
            bill.add(component(node));
            addAll(node.path("components"), bill);
        }
    }

    private static Component component(JsonNode node) {
        Component c = new Component();
        c.type = Nodes.text(node, "type");
        c.ref = Nodes.text(node, "bom-ref");
        c.name = Nodes.text(node, "name");
        c.version = Nodes.text(node, "version");
        c.purl = Nodes.text(node, "purl");
        for (JsonNode property : node.path("properties")) {
            c.property(Nodes.text(property, "name"), Nodes.text(property, "value"));
        }
        for (JsonNode occurrence : node.path("evidence").path("occurrences")) {
            c.property("FilePath", Nodes.text(occurrence, "location"));
            c.property("line", Nodes.text(occurrence, "line"));
        }
        licenses(node.path("licenses"), c);
        return c;
    }

    private static void licenses(JsonNode licenses, Component c) {
        for (JsonNode choice : licenses) {
            JsonNode license = choice.path("license");
            String id = Nodes.text(license, "id");
            c.license(id.isEmpty() ? Nodes.text(license, "name") : id);
            c.license(Nodes.text(choice, "expression"));
        }
    }

    /** Trivy lists a lock file as an application on which its packages hang. */
    private static void homes(JsonNode dependencies, Bill bill) {
        Map<String, String> files = new HashMap<>();
        for (Component c : bill.components()) {
            if (c.type.equals("application") && c.purl.isEmpty() && !c.ref.isEmpty()) {
                files.put(c.ref, c.name);
            }
        }
        for (JsonNode dependency : dependencies) {
            String file = files.get(Nodes.text(dependency, "ref"));
            for (JsonNode member : dependency.path("dependsOn")) {
                if (file != null) {
                    bill.home(Nodes.text(member), file);
                }
            }
        }
    }
}
