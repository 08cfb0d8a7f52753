package dev.seawall.server.admission;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Finds the images of whatever holds a pod, wherever it holds it. */
final class PodImages {
    private static final Set<String> LISTS = Set.of("containers", "initContainers", "ephemeralContainers");
    private static final int DEEPEST = 12;

    private PodImages() {}

    /** Images by the JSON pointer of their field. */
    static Map<String, String> of(JsonNode object) {
        Map<String, String> out = new TreeMap<>();
        search(object, "", 0, out);
        return out;
    }

    private static void search(JsonNode node, String pointer, int depth, Map<String, String> out) {
        if (depth > DEEPEST) {
            return;
        }
        node.properties().forEach(entry -> {
            String place = pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
            if (entry.getKey().equals("volumes") && entry.getValue().isArray()) {
                volumes(entry.getValue(), place, out);
            } else if (LISTS.contains(entry.getKey()) && entry.getValue().isArray()) {
                containers(entry.getValue(), place, out);
            } else if (entry.getValue().isObject()) {
                search(entry.getValue(), place, depth + 1, out);
            }
        });
    }

    private static void containers(JsonNode list, String pointer, Map<String, String> out) {
        for (int i = 0; i < list.size(); i++) {
            String image = list.get(i).path("image").asString("");
            if (!image.isEmpty()) {
                out.put(pointer + "/" + i + "/image", image);
            }
        }
    }

    /** An image may be mounted as a volume, too. */
    private static void volumes(JsonNode list, String pointer, Map<String, String> out) {
        for (int i = 0; i < list.size(); i++) {
            String image = list.get(i).path("image").path("reference").asString("");
            if (!image.isEmpty()) {
                out.put(pointer + "/" + i + "/image/reference", image);
            }
        }
    }
}
