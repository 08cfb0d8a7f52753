package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the YAML and JSON files below a path and takes them apart into Kubernetes objects and Compose files. */
final class ManifestReader {
    private static final long LARGEST_FILE_BYTES = 50_000_000;
    private static final int MOST_FILES = 100_000;
    private final Path root;
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<Manifest> compose = new ArrayList<>();
    private final List<NetworkAnalysis.Unreadable> unreadable = new ArrayList<>();

    private ManifestReader(Path root) {
        this.root = root;
    }

    /**
     * Reads everything below the path, or the one file that it is.
     *
     * @throws SeawallException where there is nothing to read
     */
    static ManifestReader read(Path root) {
        ManifestReader reader = new ManifestReader(root);
        for (Path file : reader.files()) {
            reader.readFile(file);
        }
        return reader;
    }

    /** The Kubernetes objects, lists taken apart, in the order of files and documents. */
    List<Manifest> manifests() {
        return manifests;
    }

    /** The Compose files. */
    List<Manifest> compose() {
        return compose;
    }

    List<NetworkAnalysis.Unreadable> unreadable() {
        return unreadable;
    }

    private List<Path> files() {
        if (Files.isRegularFile(root)) {
            return List.of(root);
        }
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(path -> path.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .matches(".*\\.(ya?ml|json)"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new SeawallException(
                    "read the manifests of " + root,
                    Files.exists(root) ? String.valueOf(e.getMessage()) : "there is no such file or folder",
                    "Give a folder of YAML files or one file",
                    e);
        }
    }

    private void readFile(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw new IOException("larger than " + LARGEST_FILE_BYTES + " bytes");
            }
            byte[] content = Files.readAllBytes(file);
            boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
            for (Located document : json ? List.of(Located.json(content)) : Located.yamlDocuments(content)) {
                addDocument(file.toString(), document);
            }
        } catch (IOException e) {
            unreadable.add(new NetworkAnalysis.Unreadable(file.toString(), String.valueOf(e.getMessage())));
        }
    }

    private void addDocument(String file, Located document) {
        String kind = document.get("kind").text();
        if (kind.endsWith("List") && !document.get("items").isNull()) {
            document.get("items").items().forEach(item -> addItem(file, kind, item));
        } else if (!kind.isEmpty()) {
            manifests.add(new Manifest(file, document));
        } else if (!document.get("services").fields().isEmpty()) {
            compose.add(new Manifest(file, document));
        }
    }

    private void addItem(String file, String listKind, Located item) {
        String kind = item.get("kind").text();
        if (!kind.isEmpty()) {
            addDocument(file, item);
            return;
        }
        java.util.Map<String, Located> fields = new java.util.LinkedHashMap<>(item.fields());
        fields.put("kind", Located.scalar(item.line(), listKind.substring(0, listKind.length() - "List".length())));
        manifests.add(new Manifest(file, Located.object(item.line(), fields)));
    }
}
