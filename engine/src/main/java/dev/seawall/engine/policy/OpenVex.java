package dev.seawall.engine.policy;

import dev.seawall.engine.model.Purl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OpenVEX; of several statements on one thing the latest counts. */
final class OpenVex {
    private record Dated(String timestamp, VexStatement statement) {}

    private OpenVex() {}

    static List<VexStatement> read(String file, JsonNode document) {
        String date = Vex.text(document, "timestamp");
        List<Dated> all = new ArrayList<>();
        for (JsonNode node : document.path("statements")) {
            VexStatement.Status status = status(Vex.text(node, "status"));
            if (status != null) {
                String own = Vex.text(node, "timestamp");
                String when = own.isEmpty() ? date : own;
                all.add(new Dated(
                        when, new VexStatement(file, ids(node), products(node), status, justification(node))));
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(Dated::timestamp))
                .map(Dated::statement)
                .toList();
    }

    private static VexStatement.@Nullable Status status(String word) {
        return switch (word) {
            case "not_affected" -> VexStatement.Status.NOT_AFFECTED;
            case "affected" -> VexStatement.Status.AFFECTED;
            case "fixed" -> VexStatement.Status.FIXED;
            case "under_investigation" -> VexStatement.Status.UNDER_INVESTIGATION;
            default -> null;
        };
    }

    private static String justification(JsonNode node) {
        String word = Vex.text(node, "justification");
        return word.isEmpty() ? Vex.text(node, "impact_statement") : word;
    }

    private static Set<String> ids(JsonNode node) {
        Set<String> ids = new TreeSet<>();
        JsonNode vulnerability = node.path("vulnerability");
        if (vulnerability.isString()) {
            ids.add(vulnerability.asString());
        }
        for (String key : List.of("name", "@id")) {
            String id = Vex.text(vulnerability, key);
            ids.add(id.substring(id.lastIndexOf('/') + 1));
        }
        vulnerability.path("aliases").forEach(alias -> ids.add(alias.asString("")));
        ids.remove("");
        return ids;
    }

    private static List<VexStatement.Product> products(JsonNode node) {
        List<VexStatement.Product> products = new ArrayList<>();
        for (JsonNode product : node.path("products")) {
            List<Purl> parts = new ArrayList<>();
            product.path("subcomponents").forEach(part -> add(parts, name(part)));
            node.path("subcomponents").forEach(part -> add(parts, name(part)));
            String name = name(product);
            products.add(new VexStatement.Product(Vex.purl(name), name, parts));
        }
        return products;
    }

    private static void add(List<Purl> parts, String name) {
        Purl purl = Vex.purl(name);
        if (purl != null) {
            parts.add(purl);
        }
    }

    /** A product is a text, or has an id, or has identifiers. */
    private static String name(JsonNode product) {
        if (product.isString()) {
            return product.asString();
        }
        String purl = Vex.text(product.path("identifiers"), "purl");
        return purl.isEmpty() ? Vex.text(product, "@id") : purl;
    }
}
