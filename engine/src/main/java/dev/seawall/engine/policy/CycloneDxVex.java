package dev.seawall.engine.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The vulnerabilities part of a CycloneDX document. */
final class CycloneDxVex {
    private CycloneDxVex() {}

    static List<VexStatement> read(String file, JsonNode document) {
        Map<String, String> purls = new HashMap<>();
        note(document.path("metadata").path("component"), purls);
        document.path("components").forEach(c -> note(c, purls));
        List<VexStatement> statements = new ArrayList<>();
        for (JsonNode node : document.path("vulnerabilities")) {
            JsonNode analysis = node.path("analysis");
            VexStatement.Status status = status(Vex.text(analysis, "state"));
            if (status != null) {
                statements.add(new VexStatement(file, ids(node), products(node, purls), status, why(analysis)));
            }
        }
        return statements;
    }

    private static void note(JsonNode component, Map<String, String> purls) {
        String purl = Vex.text(component, "purl");
        if (!purl.isEmpty()) {
            purls.put(Vex.text(component, "bom-ref"), purl);
        }
        component.path("components").forEach(c -> note(c, purls));
    }

    private static VexStatement.@Nullable Status status(String word) {
        return switch (word) {
            case "not_affected", "false_positive" -> VexStatement.Status.NOT_AFFECTED;
            case "resolved", "resolved_with_pedigree" -> VexStatement.Status.FIXED;
            case "exploitable" -> VexStatement.Status.AFFECTED;
            case "in_triage" -> VexStatement.Status.UNDER_INVESTIGATION;
            default -> null;
        };
    }

    private static String why(JsonNode analysis) {
        String word = Vex.text(analysis, "justification");
        return word.isEmpty() ? Vex.text(analysis, "detail") : word;
    }

    private static Set<String> ids(JsonNode node) {
        Set<String> ids = new TreeSet<>();
        ids.add(Vex.text(node, "id"));
        node.path("references").forEach(r -> ids.add(Vex.text(r, "id")));
        ids.remove("");
        return ids;
    }

    private static List<VexStatement.Product> products(JsonNode node, Map<String, String> purls) {
        List<VexStatement.Product> products = new ArrayList<>();
        for (JsonNode affects : node.path("affects")) {
            String ref = Vex.text(affects, "ref");
            String bare = ref.startsWith("urn:cdx:") ? decoded(ref.substring(ref.indexOf('#') + 1)) : ref;
            String name = purls.getOrDefault(bare, bare);
            products.add(new VexStatement.Product(Vex.purl(name), name, List.of()));
        }
        return products;
    }

    private static String decoded(String fragment) {
        try {
            return fragment.startsWith("pkg:") ? fragment : URLDecoder.decode(fragment, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }
}
