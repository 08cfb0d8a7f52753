package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Trivy's own JSON report: its packages, or where it lists none, those it has findings for. */
final class TrivyJson {
    private static final String[] SOURCE = {"SrcName", "SrcVersion", "SrcRelease", "SrcEpoch", "FilePath"};

    private TrivyJson() {}

    static SbomContent read(JsonNode root) throws IOException {
        Bill bill = new Bill("Trivy JSON");
        bill.name = Nodes.text(root, "ArtifactName");
        JsonNode metadata = root.path("Metadata");
        bill.os = OsNames.of(Nodes.text(metadata.path("OS"), "Family"), Nodes.text(metadata.path("OS"), "Name"));
        bill.digest = Nodes.text(metadata.path("RepoDigests").path(0));
        for (JsonNode result : root.path("Results")) {
            String target = Nodes.text(result, "Class").equals("lang-pkgs") ? Nodes.text(result, "Target") : "";
            if (result.path("Packages").isEmpty()) {
                fromFindings(result, target, bill);
            } else {
                for (JsonNode pkg : result.path("Packages")) {
                    bill.add(component(pkg, "Identifier", "Name", "Version", target));
                }
            }
        }
        return bill.content();
    }

    private static void fromFindings(JsonNode result, String target, Bill bill) throws IOException {
        Set<String> seen = new HashSet<>();
        for (JsonNode finding : result.path("Vulnerabilities")) {
            Component c = component(finding, "PkgIdentifier", "PkgName", "InstalledVersion", target);
            if (seen.add(c.purl + c.first("FilePath"))) {
                bill.add(c);
            }
        }
    }

    private static Component component(JsonNode node, String identifier, String name, String version, String target) {
        Component c = new Component();
        c.name = Nodes.text(node, name);
        c.version = Nodes.text(node, version);
        c.purl = Nodes.text(node.path(identifier), "PURL");
        for (String key : SOURCE) {
            c.property(key, Nodes.text(node, key));
        }
        c.property("FilePath", Nodes.text(node, "PkgPath"));
        c.property("FilePath", target);
        c.property("LayerDiffID", Nodes.text(node.path("Layer"), "DiffID"));
        node.path("Licenses").forEach(license -> c.license(Nodes.text(license)));
        return c;
    }
}
