package dev.seawall.engine.check.kubernetes;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.Workload;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes documents of Kubernetes objects: their kinds and, for those that make pods, the workload. */
public final class KubernetesObjects {
    private KubernetesObjects() {}

    /**
     * The document of one object.
     *
     * @param place where it stands in its file
     * @param path of the file as reports name it
     */
    public static Document document(SourceMap root, Mark place, String path) {
        Workload workload = workload(root);
        List<String> kinds = new ArrayList<>(List.of(root.text("kind")));
        if (workload != null) {
            kinds.add("pod");
            kinds.add(Document.WORKLOAD);
        }
        kinds.add("kubernetes");
        return new Document(path, kinds, root, place, workload, null);
    }

    private static @Nullable Workload workload(SourceMap root) {
        String template = template(root.text("kind"), root.text("apiVersion"));
        if (template == null || !(TreePath.value(root, TreePath.join(template, "spec")) instanceof SourceMap pod)) {
            return null;
        }
        SourceMap metadata = root.map("metadata");
        SourceMap podMetadata = TreePath.value(root, TreePath.join(template, "metadata")) instanceof SourceMap map
                ? map
                : SourceMap.EMPTY;
        return new Workload(
                root.text("kind"),
                metadata.text("name").isEmpty() ? metadata.text("generateName") : metadata.text("name"),
                metadata.text("namespace"),
                "kubernetes",
                metadata.map("labels"),
                metadata.map("annotations"),
                podMetadata.map("labels"),
                podMetadata.map("annotations"),
                pod,
                TreePath.join(template, "spec"));
    }

    /** Where the pod's metadata and spec lie, or null for kinds that make no pods. */
    private static @Nullable String template(String kind, String apiVersion) {
        boolean own =
                apiVersion.indexOf('/') < 0 || apiVersion.matches("(apps|batch|extensions|apps[.]openshift[.]io)/.*");
        if (!own) {
            return null;
        }
        return switch (kind) {
            case "Pod" -> "";
            case "Deployment",
                    "ReplicaSet",
                    "ReplicationController",
                    "DaemonSet",
                    "StatefulSet",
                    "Job",
                    "DeploymentConfig" -> "spec.template";
            case "CronJob" -> "spec.jobTemplate.spec.template";
            case "PodTemplate" -> "template";
            default -> null;
        };
    }
}
