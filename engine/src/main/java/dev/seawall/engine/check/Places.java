package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of a document that a check looks at, each with the variables that change from place to place. The forms of
 * {@code for}: {@code document}; {@code containers} (all three kinds), {@code main-containers}, {@code init-containers},
 * {@code ephemeral-containers}; a path in the document ({@code spec.rules[*]}); a path in the PodSpec
 * ({@code pod.volumes[*]}); a path in every container ({@code containers.ports[*]}).
 */
final class Places {
    static final String DOCUMENT = "document";

    private static final Map<String, List<String>> CONTAINERS = Map.of(
            "containers", List.of("initContainers", "containers", "ephemeralContainers"),
            "main-containers", List.of("containers"),
            "init-containers", List.of("initContainers"),
            "ephemeral-containers", List.of("ephemeralContainers"));

    /** One place: its root (document or PodSpec), its path there, and what is bound. */
    record Place(
            SourceMap root,
            String path,
            boolean inPod,
            @Nullable SourceMap container,
            String containerKind,
            @Nullable Object item,
            String key) {}

    private Places() {}

    static void requireValid(String each) {
        TreePath.parse(pathOf(each));
        String word = wordOf(each);
        if (word.isEmpty() && !each.equals(DOCUMENT) && !each.contains("[*]")) {
            throw new IllegalArgumentException(
                    "'for: " + each + "' is neither document, containers nor a path with [*]");
        }
    }

    /** containers, pod … in front of a path, or empty. */
    private static String wordOf(String each) {
        int dot = each.indexOf('.');
        String word = dot < 0 ? each : each.substring(0, dot);
        return CONTAINERS.containsKey(word) || word.equals("pod") ? word : "";
    }

    private static String pathOf(String each) {
        String word = wordOf(each);
        return word.isEmpty()
                ? (each.equals(DOCUMENT) ? "" : each)
                : each.substring(Math.min(each.length(), word.length() + 1));
    }

    static List<Place> of(Document document, String each) {
        if (each.equals(DOCUMENT)) {
            return List.of(new Place(document.root(), "", false, null, "", null, ""));
        }
        String word = wordOf(each);
        List<Place> places = new ArrayList<>();
        Workload workload = document.workload();
        if (word.isEmpty()) {
            collect(new Place(document.root(), "", false, null, "", document.root(), ""), TreePath.parse(each), places);
        } else if (workload != null && word.equals("pod")) {
            SourceMap pod = workload.pod();
            collect(new Place(pod, "", true, null, "", pod, ""), TreePath.parse(pathOf(each)), places);
        } else if (workload != null) {
            for (String list : CONTAINERS.getOrDefault(word, List.of())) {
                containers(workload.pod(), list, TreePath.parse(pathOf(each)), places);
            }
        }
        return places;
    }

    private static void containers(SourceMap pod, String list, List<Object> below, List<Place> places) {
        SourceList containers = pod.list(list);
        String kind = list.equals("containers") ? "container" : list.equals("initContainers") ? "init" : "ephemeral";
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i) instanceof SourceMap container) {
                String path = TreePath.item(list, i);
                collect(new Place(pod, path, true, container, kind, container, ""), below, places);
            }
        }
    }

    private static void collect(Place place, List<Object> steps, List<Place> places) {
        if (steps.isEmpty()) {
            places.add(place);
            return;
        }
        Object step = steps.getFirst();
        List<Object> rest = steps.subList(1, steps.size());
        if (place.item() instanceof SourceMap map) {
            for (String key : step == TreePath.EACH ? List.copyOf(map.keySet()) : List.of(String.valueOf(step))) {
                if (map.containsKey(key)) {
                    collect(below(place, TreePath.child(place.path(), key), map.get(key), key), rest, places);
                }
            }
        } else if (place.item() instanceof SourceList list) {
            for (int i = 0; i < list.size(); i++) {
                if (step == TreePath.EACH || step.equals(i)) {
                    collect(below(place, TreePath.item(place.path(), i), list.get(i), ""), rest, places);
                }
            }
        }
    }

    private static Place below(Place place, String path, @Nullable Object item, String key) {
        return new Place(place.root(), path, place.inPod(), place.container(), place.containerKind(), item, key);
    }
}
