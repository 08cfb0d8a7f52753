package dev.seawall.server.admission;

import dev.seawall.engine.format.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Kubernetes is told.
 *
 * @param allowed whether the object may be stored
 * @param message why not, for the person who wanted to
 * @param warnings shown to that person where it may
 * @param pins JSON pointers of images with what they become; empty where nothing is changed
 * @param mode what decided: {@code enforce}, {@code observe}, {@code excluded}, {@code break-glass} or {@code unchanged}
 */
record ReviewAnswer(boolean allowed, String message, List<String> warnings, Map<String, String> pins, String mode) {
    /** Longer warnings are cut by Kubernetes. */
    private static final int LONGEST_WARNING = 250;

    private static final int MOST_WARNINGS = 15;

    ReviewAnswer {
        warnings = List.copyOf(warnings);
        pins = Map.copyOf(pins);
    }

    /** Allowed without a word. */
    static ReviewAnswer allowed(String mode) {
        return new ReviewAnswer(true, "", List.of(), Map.of(), mode);
    }

    byte[] json(String uid) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode response = root.putObject("response").put("uid", uid).put("allowed", allowed);
        if (!allowed) {
            response.putObject("status")
                    .put("code", 403)
                    .put("reason", "Forbidden")
                    .put("message", message);
        }
        if (!warnings.isEmpty()) {
            var list = response.putArray("warnings");
            warnings.stream().limit(MOST_WARNINGS).map(ReviewAnswer::cut).forEach(list::add);
        }
        ObjectNode notes = response.putObject("auditAnnotations").put("mode", mode);
        if (!message.isEmpty()) {
            notes.put("why", message);
        }
        if (!pins.isEmpty()) {
            response.put("patchType", "JSONPatch").put("patch", patch());
        }
        return Json.mapper().writeValueAsBytes(root);
    }

    private static String cut(String warning) {
        return warning.length() > LONGEST_WARNING ? warning.substring(0, LONGEST_WARNING) + "…" : warning;
    }

    private String patch() {
        var steps = Json.mapper().createArrayNode();
        new TreeMap<>(pins).forEach((pointer, image) -> steps.addObject()
                .put("op", "replace")
                .put("path", pointer)
                .put("value", image));
        return Base64.getEncoder().encodeToString(steps.toString().getBytes(StandardCharsets.UTF_8));
    }
}
