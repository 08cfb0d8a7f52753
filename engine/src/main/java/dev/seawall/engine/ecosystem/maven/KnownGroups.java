package dev.seawall.engine.ecosystem.maven;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Group ids of well-known artifacts whose manifests do not tell them; the data is maven-groups.yaml. */
final class KnownGroups {
    private static final Map<String, String> BY_ARTIFACT = load();

    private KnownGroups() {}

    /** The group of an artifact, or what the caller guessed. */
    static String of(String artifact, String otherwise) {
        return BY_ARTIFACT.getOrDefault(artifact, otherwise);
    }

    private static Map<String, String> load() {
        try (InputStream in = KnownGroups.class.getResourceAsStream("/ecosystem/maven-groups.yaml")) {
            Map<String, String> out = new HashMap<>();
            Object root =
                    Yaml.parse(Objects.requireNonNull(in, "maven-groups.yaml").readAllBytes());
            if (root instanceof Map<?, ?> groups) {
                groups.forEach((group, artifacts) -> {
                    if (artifacts instanceof List<?> list) {
                        list.forEach(artifact -> out.put(String.valueOf(artifact), String.valueOf(group)));
                    }
                });
            }
            return Map.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own maven-groups.yaml is unreadable", e);
        }
    }
}
