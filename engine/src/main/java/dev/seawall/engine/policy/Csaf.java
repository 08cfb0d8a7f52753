package dev.seawall.engine.policy;

import dev.seawall.engine.model.Purl;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** CSAF 2.0: products in a tree of branches, statements as lists of product ids per status. */
final class Csaf {
    private static final Map<String, VexStatement.Status> STATUSES = Map.of(
            "known_not_affected", VexStatement.Status.NOT_AFFECTED,
            "known_affected", VexStatement.Status.AFFECTED,
            "fixed", VexStatement.Status.FIXED,
            "first_fixed", VexStatement.Status.FIXED,
            "under_investigation", VexStatement.Status.UNDER_INVESTIGATION);

    private final String file;
    private final Map<String, List<Purl>> purls = new HashMap<>();
    /** Product ids that mean one product inside another: part and whole. */
    private final Map<String, String[]> inside = new HashMap<>();

    private final Map<String, Set<String>> groups = new HashMap<>();

    private Csaf(String file) {
        this.file = file;
    }

    static List<VexStatement> read(String file, JsonNode document) {
        Csaf csaf = new Csaf(file);
        JsonNode tree = document.path("product_tree");
        tree.path("full_product_names").forEach(csaf::product);
        csaf.branches(tree);
        tree.path("relationships").forEach(csaf::relationship);
        for (JsonNode group : tree.path("product_groups")) {
            Set<String> members = new TreeSet<>();
            group.path("product_ids").forEach(id -> members.add(id.asString("")));
            csaf.groups.put(Vex.text(group, "group_id"), members);
        }
        List<VexStatement> statements = new ArrayList<>();
        document.path("vulnerabilities").forEach(v -> csaf.vulnerability(v, statements));
        return statements;
    }

    private void branches(JsonNode node) {
        for (JsonNode branch : node.path("branches")) {
            product(branch.path("product"));
            branches(branch);
        }
    }

    private void product(JsonNode product) {
        JsonNode identifiers = product.path("product_identification_helper");
        List<Purl> found = new ArrayList<>();
        add(found, Vex.text(identifiers, "purl"));
        identifiers.path("purls").forEach(p -> add(found, p.asString("")));
        if (!found.isEmpty()) {
            purls.put(Vex.text(product, "product_id"), found);
        }
    }

    private static void add(List<Purl> into, String text) {
        Purl purl = Vex.purl(text);
        if (purl != null) {
            into.add(purl);
        }
    }

    private void relationship(JsonNode node) {
        JsonNode whole = node.path("full_product_name");
        product(whole);
        String part = Vex.text(node, "product_reference");
        String host = Vex.text(node, "relates_to_product_reference");
        inside.put(Vex.text(whole, "product_id"), new String[] {part, host});
    }

    private void vulnerability(JsonNode node, List<VexStatement> into) {
        Set<String> ids = new TreeSet<>();
        ids.add(Vex.text(node, "cve"));
        node.path("ids").forEach(id -> ids.add(Vex.text(id, "text")));
        ids.remove("");
        Map<VexStatement.Status, Set<String>> byStatus = new EnumMap<>(VexStatement.Status.class);
        STATUSES.forEach((key, status) -> node.path("product_status").path(key).forEach(p -> byStatus.computeIfAbsent(
                        status, s -> new TreeSet<>())
                .add(p.asString(""))));
        // a product in two lists counts as the worse of the two, which stands last
        byStatus.forEach((status, products) -> products.forEach(p -> statement(node, ids, status, p, into)));
    }

    private void statement(
            JsonNode node, Set<String> ids, VexStatement.Status status, String product, List<VexStatement> into) {
        List<VexStatement.Product> products = resolve(product);
        if (!products.isEmpty() && !ids.isEmpty()) {
            into.add(new VexStatement(file, ids, products, status, flag(node, product)));
        }
    }

    private List<VexStatement.Product> resolve(String id) {
        List<VexStatement.Product> products = new ArrayList<>();
        for (Purl purl : purls.getOrDefault(id, List.of())) {
            products.add(new VexStatement.Product(purl, id, List.of()));
        }
        String[] pair = inside.get(id);
        if (products.isEmpty() && pair != null) {
            List<Purl> parts = purls.getOrDefault(pair[0], List.of());
            List<Purl> hosts = purls.getOrDefault(pair[1], List.of());
            if (!parts.isEmpty()) {
                Purl host = hosts.isEmpty() ? null : hosts.getFirst();
                products.add(new VexStatement.Product(host, "", parts));
            }
        }
        return products;
    }

    private String flag(JsonNode node, String product) {
        for (JsonNode flag : node.path("flags")) {
            if (names(flag, product)) {
                return Vex.text(flag, "label");
            }
        }
        for (JsonNode threat : node.path("threats")) {
            if (Vex.text(threat, "category").equals("impact") && names(threat, product)) {
                return Vex.text(threat, "details");
            }
        }
        return "";
    }

    private boolean names(JsonNode node, String product) {
        for (JsonNode id : node.path("product_ids")) {
            if (id.asString("").equals(product)) {
                return true;
            }
        }
        for (JsonNode group : node.path("group_ids")) {
            if (groups.getOrDefault(group.asString(""), Set.of()).contains(product)) {
                return true;
            }
        }
        return false;
    }
}
