package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.model.ImageRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins what runs with the configuration of its image, where the run knows it: an image given by {@code --image}, one of
 * a live engine, or an object {@code kind: Image, apiVersion: seawall.dev/v1} with {@code reference} and {@code config}.
 * One without a reference stands for every image.
 */
final class ImageJoin {
    private final Map<String, SourceMap> known = new HashMap<>();

    private ImageJoin() {}

    static List<Document> joined(List<Document> documents) {
        ImageJoin join = new ImageJoin();
        documents.stream().filter(ImageJoin::isImage).forEach(document -> join.learn(document.root()));
        return join.known.isEmpty()
                ? documents
                : documents.stream().map(join::withImage).toList();
    }

    private static boolean isImage(Document document) {
        return document.kinds().contains("image")
                || (document.kinds().contains("Image")
                        && document.root().text("apiVersion").startsWith("seawall.dev/"));
    }

    private void learn(SourceMap image) {
        List<String> names = new ArrayList<>(
                image.list("references").stream().map(String::valueOf).toList());
        names.add(image.text("reference"));
        names.forEach(name -> known.put(normal(name), image));
    }

    /** Registry, repository and tag in full; the text itself where it is no reference. */
    private static String normal(String name) {
        try {
            ImageRef ref = ImageRef.parse(name);
            return ref.registry() + "/" + ref.repository() + ":" + (ref.tag() == null ? "latest" : ref.tag());
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private Document withImage(Document document) {
        Workload workload = document.workload();
        if (workload == null || document.image() != null) {
            return document;
        }
        SourceMap image = only(workload.pod());
        return image == null
                ? document
                : new Document(
                        document.path(),
                        document.kinds(),
                        document.root(),
                        document.place(),
                        workload,
                        image,
                        document.ignores());
    }

    /** The image that all containers run, null where it is unknown or they run several. */
    private @Nullable SourceMap only(SourceMap pod) {
        Set<SourceMap> found = new HashSet<>();
        for (SourceMap container : pod.list("containers").maps()) {
            SourceMap image = known.getOrDefault(normal(container.text("image")), known.get(""));
            if (image == null) {
                return null;
            }
            found.add(image);
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }
}
