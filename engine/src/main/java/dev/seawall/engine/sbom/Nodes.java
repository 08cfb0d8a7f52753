package dev.seawall.engine.sbom;

import tools.jackson.databind.JsonNode;

/** Reads texts from JSON somebody else wrote, where any value may have any type. */
final class Nodes {
    private Nodes() {}

    /** The field as text; numbers and truth values too; empty for anything else. */
    static String text(JsonNode node, String field) {
        return text(node.path(field));
    }

    /** The value as text, as the other method. */
    static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.isMissingNode() ? node.asString() : "";
    }
}
