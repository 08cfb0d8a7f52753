package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import java.util.LinkedHashSet;
import java.util.Set;

/** An object on its way through the kustomizations: its tree changes, its former names are remembered. */
final class Resource {
    final String file;
    final int line;
    SourceMap root;
    boolean hashed;
    private final Set<String> formerNames = new LinkedHashSet<>();

    Resource(String file, int line, SourceMap root) {
        this.file = file;
        this.line = line;
        this.root = root;
    }

    String kind() {
        return root.text("kind");
    }

    String apiVersion() {
        return root.text("apiVersion");
    }

    String group() {
        return apiVersion().indexOf('/') < 0
                ? ""
                : apiVersion().substring(0, apiVersion().indexOf('/'));
    }

    String name() {
        return root.map("metadata").text("name");
    }

    String namespace() {
        return root.map("metadata").text("namespace");
    }

    /** Whether it has, or once had, this name. */
    boolean isNamed(String name) {
        return name().equals(name) || formerNames.contains(name);
    }

    boolean wasNamed(String name) {
        return formerNames.contains(name);
    }

    void rename(String name, Mark mark) {
        if (!name.equals(name())) {
            formerNames.add(name());
            root = Trees.update(root, "metadata.name", new Trees.Change(true, mark, old -> name));
        }
    }

    /** Where the pod's metadata and spec lie, or null for kinds that make no pods. */
    @org.jspecify.annotations.Nullable
    String template() {
        return switch (kind()) {
            case "Pod" -> "";
            case "Deployment", "ReplicaSet", "ReplicationController", "DaemonSet", "StatefulSet", "Job" ->
                "spec.template";
            case "CronJob" -> "spec.jobTemplate.spec.template";
            case "PodTemplate" -> "template";
            default -> null;
        };
    }

    boolean has(String path) {
        return TreePath.value(root, path) != null;
    }
}
