package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The check files in the sources and their samples, for tests. */
final class CheckSources {
    static final Path FOLDER = Path.of("src/main/resources/check");

    /** The file name that makes the reader of a target take a sample. */
    private static final Map<String, String> NAMES = Map.of(
            "dockerfile", "Dockerfile",
            "compose", "compose.yaml",
            "compose-service", "compose.yaml",
            "daemon", "daemon.json",
            "quadlet", "app.container",
            "docker-run", "run.sh");

    private CheckSources() {}

    /** One sample: the file a user would have, and the parameters, under the target, that it is judged with. */
    record Sample(String target, boolean good, String name, String text, SourceMap params) {}

    static List<Path> files() {
        return Checks.files(FOLDER);
    }

    static SourceMap root(Path file) throws IOException {
        return CheckFile.root(Files.readAllBytes(file));
    }

    /** Every sample of a check file, with the target it is written under. */
    static List<Sample> samples(SourceMap root) {
        List<Sample> samples = new ArrayList<>();
        SourceMap all = root.map("samples");
        for (String target : all.keySet()) {
            String name = all.map(target).text("file");
            String file = name.isEmpty() ? NAMES.getOrDefault(target, "object.yaml") : name;
            for (Object text : all.map(target).list("good")) {
                samples.add(new Sample(
                        target, true, file, text(target, text), all.map(target).map("params")));
            }
            for (Object text : all.map(target).list("bad")) {
                samples.add(new Sample(
                        target, false, file, text(target, text), all.map(target).map("params")));
            }
        }
        return samples;
    }

    /** A text is a whole file, a list several documents; a map with container, spec or metadata is put into a pod. */
    private static String text(String target, Object sample) {
        if (sample instanceof SourceList list) {
            return String.join(
                    "\n---\n", list.stream().map(item -> text(target, item)).toList());
        }
        if (!(sample instanceof SourceMap map)) {
            return String.valueOf(sample);
        }
        boolean pod = !map.containsKey("apiVersion")
                && map.keySet().stream().allMatch(key -> List.of("container", "spec", "metadata")
                        .contains(key));
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(pod ? pod(map) : map);
    }

    private static Map<String, Object> pod(SourceMap sample) {
        Map<String, Object> container =
                new LinkedHashMap<>(Map.of("name", "main", "image", "registry.example.org/app:1.0"));
        container.putAll(sample.map("container"));
        Map<String, Object> spec = new LinkedHashMap<>(Map.of("containers", List.of(container)));
        spec.putAll(sample.map("spec"));
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("apiVersion", "v1");
        pod.put("kind", "Pod");
        pod.put("metadata", sample.containsKey("metadata") ? sample.map("metadata") : Map.of("name", "sample"));
        pod.put("spec", spec);
        return pod;
    }
}
