package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@code .hadolint.yaml} beside the file or above it says, so far as it has a meaning here.
 *
 * @param ignored rules that count nowhere
 * @param trustedRegistries registries that images may come from, {@code *} and {@code ?} allowed; empty for all
 * @param labels label keys with their type
 * @param strictLabels true where other labels are forbidden
 */
record HadolintConfig(
        List<String> ignored, List<String> trustedRegistries, Map<String, String> labels, boolean strictLabels) {
    static final HadolintConfig NONE = new HadolintConfig(List.of(), List.of(), Map.of(), false);

    private static final List<String> NAMES = List.of(".hadolint.yaml", ".hadolint.yml");
    private static final int HIGHEST = 8;
    private static final long LARGEST_BYTES = 1 << 20;

    HadolintConfig {
        ignored = List.copyOf(ignored);
        trustedRegistries = List.copyOf(trustedRegistries);
        labels = Map.copyOf(labels);
    }

    /** The nearest configuration at or above the folder of a file; {@link #NONE} where there is none. */
    static HadolintConfig near(Path file) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        for (int i = 0; i < HIGHEST && folder != null; i++) {
            for (String name : NAMES) {
                Path config = folder.resolve(name);
                if (Files.isRegularFile(config) && Files.size(config) <= LARGEST_BYTES) {
                    return parse(Files.readAllBytes(config));
                }
            }
            boolean top = Files.exists(folder.resolve(".git"));
            folder = top ? null : folder.getParent();
        }
        return NONE;
    }

    /** @throws IOException where it is no YAML map */
    static HadolintConfig parse(byte[] content) throws IOException {
        List<TreeDocument> documents = YamlTree.parse(content);
        if (documents.isEmpty() || !(documents.getFirst().root() instanceof SourceMap root)) {
            throw new IOException("not a map");
        }
        Map<String, String> labels = new TreeMap<>();
        root.map("label-schema").forEach((name, type) -> labels.put(name, String.valueOf(type)));
        return new HadolintConfig(
                texts(root.list("ignored")),
                texts(root.list("trustedRegistries")),
                labels,
                Boolean.TRUE.equals(root.get("strict-labels")));
    }

    private static List<String> texts(SourceList list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(String.valueOf(item)));
        return texts;
    }

    /** As conditions see it in {@code object.hadolint}. */
    SourceMap toMap() {
        List<SourceMap> schema = new TreeMap<>(labels)
                .entrySet().stream()
                        .map(entry -> new Tree(Mark.NONE)
                                .put("name", entry.getKey())
                                .put("type", entry.getValue())
                                .build())
                        .toList();
        return new Tree(Mark.NONE)
                .put("trustedRegistries", trustedRegistries)
                .put("labels", Tree.maps(schema, Mark.NONE))
                .put("strictLabels", strictLabels)
                .build();
    }
}
