package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a kustomization does to all of its objects, in Kustomize's order. */
final class Transformers {
    private static final Set<String> CLUSTER_WIDE = Set.of(
            "Namespace",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "PersistentVolume",
            "StorageClass",
            "PriorityClass",
            "APIService",
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration",
            "IngressClass",
            "CSIDriver",
            "CSINode",
            "RuntimeClass",
            "PodSecurityPolicy",
            "Node",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "VolumeAttachment",
            "CertificateSigningRequest");
    private static final Set<String> NOT_RENAMED = Set.of("CustomResourceDefinition", "APIService", "Namespace");
    private static final Set<String> SELECTING = Set.of("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet");

    private final SourceMap root;
    private final List<Resource> resources;

    Transformers(SourceMap root, List<Resource> resources) {
        this.root = root;
        this.resources = resources;
    }

    void apply() {
        String namespace = root.text("namespace");
        if (!namespace.isEmpty()) {
            resources.forEach(resource -> namespace(resource, namespace));
        }
        String prefix = root.text("namePrefix");
        String suffix = root.text("nameSuffix");
        if (!prefix.isEmpty() || !suffix.isEmpty()) {
            Mark mark = root.mark(prefix.isEmpty() ? "nameSuffix" : "namePrefix");
            for (Resource resource : resources) {
                if (!NOT_RENAMED.contains(resource.kind())) {
                    resource.rename(prefix + resource.name() + suffix, mark);
                }
            }
        }
        labels();
        annotations();
        replicas();
        images();
    }

    private Trees.Change setting(Object value, boolean creates, String from) {
        return new Trees.Change(creates, root.mark(from), old -> value);
    }

    private void namespace(Resource resource, String namespace) {
        if (!CLUSTER_WIDE.contains(resource.kind())) {
            resource.root = Trees.update(resource.root, "metadata.namespace", setting(namespace, true, "namespace"));
        } else if (resource.kind().equals("Namespace")) {
            resource.rename(namespace, root.mark("namespace"));
        }
        if (resource.kind().endsWith("RoleBinding")) {
            resource.root = Trees.update(
                    resource.root,
                    "subjects[*]",
                    new Trees.Change(false, Mark.NONE, subject -> subject(subject, namespace)));
        }
    }

    /** Service accounts of the kustomization move along; {@code default} does as well. */
    private @Nullable Object subject(@Nullable Object subject, String namespace) {
        if (subject instanceof SourceMap map && map.text("kind").equals("ServiceAccount")) {
            boolean own = map.text("name").equals("default")
                    || resources.stream()
                            .anyMatch(r -> r.kind().equals("ServiceAccount") && r.isNamed(map.text("name")));
            return own ? Trees.put(map, "namespace", namespace, root.mark("namespace")) : map;
        }
        return subject;
    }

    private void labels() {
        SourceMap common = root.map("commonLabels");
        common.forEach((key, value) -> resources.forEach(resource -> {
            label(resource, key, value, common.mark(key), true);
            selector(resource, key, value, common.mark(key));
        }));
        for (SourceMap entry : root.list("labels").maps()) {
            SourceMap pairs = entry.map("pairs");
            boolean selectors = Boolean.TRUE.equals(entry.get("includeSelectors"));
            boolean templates = selectors || Boolean.TRUE.equals(entry.get("includeTemplates"));
            pairs.forEach((key, value) -> resources.forEach(resource -> {
                label(resource, key, value, pairs.mark(key), templates);
                if (selectors) {
                    selector(resource, key, value, pairs.mark(key));
                }
            }));
        }
    }

    private static void set(
            Resource resource, String path, String key, @Nullable Object value, Mark mark, boolean creates) {
        resource.root =
                Trees.update(resource.root, TreePath.child(path, key), new Trees.Change(creates, mark, old -> value));
    }

    private static void label(Resource resource, String key, @Nullable Object value, Mark mark, boolean templates) {
        set(resource, "metadata.labels", key, value, mark, true);
        String template = resource.template();
        if (templates && template != null && !template.isEmpty()) {
            set(resource, template + ".metadata.labels", key, value, mark, true);
        }
        if (templates && resource.kind().equals("CronJob")) {
            set(resource, "spec.jobTemplate.metadata.labels", key, value, mark, true);
        }
        if (templates && resource.kind().equals("StatefulSet") && resource.has("spec.volumeClaimTemplates")) {
            set(resource, "spec.volumeClaimTemplates[*].metadata.labels", key, value, mark, true);
        }
    }

    private static void selector(Resource resource, String key, @Nullable Object value, Mark mark) {
        switch (resource.kind()) {
            case "Service", "ReplicationController" -> {
                boolean selects = resource.kind().equals("ReplicationController")
                        || resource.has("spec.selector")
                        || !resource.root.map("spec").text("type").equals("ExternalName");
                if (selects) {
                    set(resource, "spec.selector", key, value, mark, true);
                }
            }
            case "NetworkPolicy" -> onlyIn(resource, "spec.podSelector.matchLabels", key, value, mark);
            case "Job", "PodDisruptionBudget" -> onlyIn(resource, "spec.selector.matchLabels", key, value, mark);
            case "CronJob" -> onlyIn(resource, "spec.jobTemplate.spec.selector.matchLabels", key, value, mark);
            default -> {
                if (SELECTING.contains(resource.kind())) {
                    set(resource, "spec.selector.matchLabels", key, value, mark, true);
                }
            }
        }
    }

    private static void onlyIn(Resource resource, String path, String key, @Nullable Object value, Mark mark) {
        if (resource.has(path)) {
            set(resource, path, key, value, mark, true);
        }
    }

    private void annotations() {
        SourceMap common = root.map("commonAnnotations");
        common.forEach((key, value) -> resources.forEach(resource -> {
            set(resource, "metadata.annotations", key, value, common.mark(key), true);
            String template = resource.template();
            if (template != null && !template.isEmpty()) {
                set(resource, template + ".metadata.annotations", key, value, common.mark(key), true);
            }
            if (resource.kind().equals("CronJob")) {
                set(resource, "spec.jobTemplate.metadata.annotations", key, value, common.mark(key), true);
            }
        }));
    }

    private void replicas() {
        for (SourceMap entry : root.list("replicas").maps()) {
            for (Resource resource : resources) {
                boolean scaled = Set.of("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet")
                        .contains(resource.kind());
                if (scaled && resource.isNamed(entry.text("name"))) {
                    Mark mark = entry.mark("count");
                    Object count = entry.get("count");
                    resource.root =
                            Trees.update(resource.root, "spec.replicas", new Trees.Change(true, mark, old -> count));
                }
            }
        }
    }

    private void images() {
        for (SourceMap entry : root.list("images").maps()) {
            for (Resource resource : resources) {
                String template = resource.template();
                if (template != null) {
                    images(resource, TreePath.join(template, "spec"), entry);
                }
            }
        }
    }

    private static void images(Resource resource, String pod, SourceMap entry) {
        var change = new Trees.Change(
                false, entry.mark("name"), old -> old instanceof String text ? image(text, entry) : old);
        for (String list : List.of("containers", "initContainers")) {
            resource.root = Trees.update(resource.root, TreePath.join(pod, list + "[*].image"), change);
        }
    }

    private static Object image(String text, SourceMap entry) {
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at);
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String name = tagged ? named.substring(0, colon) : named;
        String tag = tagged ? named.substring(colon) : "";
        if (!name.equals(entry.text("name"))) {
            return text;
        }
        String newName = entry.text("newName").isEmpty() ? name : entry.text("newName");
        Object newTag = entry.get("newTag");
        if (!entry.text("digest").isEmpty()) {
            return newName + (newTag == null ? "" : ":" + newTag) + "@" + entry.text("digest");
        }
        return newTag == null ? newName + tag + digest : newName + ":" + newTag;
    }
}
