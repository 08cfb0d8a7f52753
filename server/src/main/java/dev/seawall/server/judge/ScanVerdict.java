package dev.seawall.server.judge;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a scan came to under a policy.
 *
 * @param policy id of the policy
 * @param database state of the advisories it was matched with, as the report tells it
 * @param at when it was done
 * @param reasons why it fails; empty where it passes
 */
record ScanVerdict(String policy, String database, Instant at, List<String> reasons) {
    ScanVerdict {
        reasons = List.copyOf(reasons);
    }

    byte[] json() {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("policy", policy).put("database", database).put("at", at.toString());
        reasons.forEach(node.putArray("reasons")::add);
        return Json.mapper().writeValueAsBytes(node);
    }

    static ScanVerdict parse(byte[] content) throws IOException {
        var node = Json.parse(content);
        List<String> reasons = new ArrayList<>();
        node.path("reasons").forEach(reason -> reasons.add(reason.asString("")));
        try {
            return new ScanVerdict(
                    node.path("policy").asString(""),
                    node.path("database").asString(""),
                    Instant.parse(node.path("at").asString("")),
                    reasons);
        } catch (DateTimeParseException e) {
            throw new IOException("a kept scan verdict is damaged", e);
        }
    }
}
