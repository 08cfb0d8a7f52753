package dev.seawall.engine.check;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;

/**
 * What runs, whatever described it. The container part uses PodSpec's own names and keeps absent, false and null apart;
 * a field that the origin cannot express is absent, a field it defaults is absent too.
 *
 * @param kind as its origin writes it: {@code Deployment}, {@code compose-service}, {@code quadlet}
 * @param namespace empty where none is given
 * @param origin what described it: {@code kubernetes}, {@code dockerfile}, {@code image}, {@code compose},
 *     {@code quadlet}, {@code docker-run}, {@code inspect}
 * @param labels the object's own labels
 * @param annotations the object's own annotations
 * @param podLabels labels of the pods it makes; equal to {@code labels} for a pod
 * @param podAnnotations annotations of the pods it makes
 * @param pod the PodSpec; values translated from elsewhere carry their original place and path in their {@link Mark}
 * @param podPath where the PodSpec lies in the document ({@code spec.template.spec}); empty where it was translated
 */
public record Workload(
        String kind,
        String name,
        String namespace,
        String origin,
        SourceMap labels,
        SourceMap annotations,
        SourceMap podLabels,
        SourceMap podAnnotations,
        SourceMap pod,
        String podPath) {

    /** A workload that is no Kubernetes object: a name and a translated PodSpec. */
    public static Workload translated(String kind, String name, String origin, SourceMap labels, SourceMap pod) {
        return new Workload(kind, name, "", origin, labels, SourceMap.EMPTY, labels, SourceMap.EMPTY, pod, "");
    }

    /** As conditions see it in the variable {@code workload}. */
    SourceMap toMap() {
        return new SourceMap.Builder()
                .put("kind", kind, Mark.NONE)
                .put("name", name, Mark.NONE)
                .put("namespace", namespace, Mark.NONE)
                .put("origin", origin, Mark.NONE)
                .put("labels", labels, Mark.NONE)
                .put("annotations", annotations, Mark.NONE)
                .put("podLabels", podLabels, Mark.NONE)
                .put("podAnnotations", podAnnotations, Mark.NONE)
                .put("pod", pod, Mark.NONE)
                .build();
    }
}
