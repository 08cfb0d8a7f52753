package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to check: a Kubernetes object, a Dockerfile, a Compose file, a service of it, a daemon.json.
 *
 * @param path as the user gave it, or below what the user gave
 * @param kinds what checks may target, most special first: {@code [Deployment, pod, workload, kubernetes]},
 *     {@code [compose]}, {@code [compose-service, workload]}
 * @param root the raw document as conditions see it in {@code object}
 * @param place where the document stands in its file
 * @param workload what it runs, or null
 * @param image the configuration of the image it runs (config.User, config.Env …), where it was joined, or null
 * @param ignores what its author wants checks to be silent about
 */
public record Document(
        String path,
        List<String> kinds,
        SourceMap root,
        Mark place,
        @Nullable Workload workload,
        @Nullable SourceMap image,
        List<Ignore> ignores) {

    /** Every document that has a workload with run-time settings: pods, Compose services, quadlets, containers. */
    public static final String WORKLOAD = "workload";

    public Document {
        kinds = List.copyOf(kinds);
        ignores = List.copyOf(ignores);
    }

    /** A document that checks may speak about everywhere. */
    public Document(
            String path,
            List<String> kinds,
            SourceMap root,
            Mark place,
            @Nullable Workload workload,
            @Nullable SourceMap image) {
        this(path, kinds, root, place, workload, image, List.of());
    }

    /** The same document with these wishes. */
    public Document withIgnores(List<Ignore> wishes) {
        return new Document(path, kinds, root, place, workload, image, wishes);
    }

    /** A document without a workload. */
    public static Document of(String path, String kind, SourceMap root, Mark place) {
        return new Document(path, List.of(kind), root, place, null, null);
    }

    /** A document with a workload that is not a Kubernetes object. */
    public static Document of(String path, String kind, SourceMap root, Mark place, Workload workload) {
        return new Document(path, List.of(kind, WORKLOAD), root, place, workload, null);
    }
}
