package dev.seawall.engine.check.kustomize;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names by which objects speak of each other follow the renaming of what they name. */
final class References {
    private static final Map<String, String> IN_PODS = Map.ofEntries(
            Map.entry("serviceAccountName", "ServiceAccount"),
            Map.entry("serviceAccount", "ServiceAccount"),
            Map.entry("priorityClassName", "PriorityClass"),
            Map.entry("imagePullSecrets[*].name", "Secret"),
            Map.entry("volumes[*].configMap.name", "ConfigMap"),
            Map.entry("volumes[*].secret.secretName", "Secret"),
            Map.entry("volumes[*].projected.sources[*].configMap.name", "ConfigMap"),
            Map.entry("volumes[*].projected.sources[*].secret.name", "Secret"),
            Map.entry("volumes[*].persistentVolumeClaim.claimName", "PersistentVolumeClaim"));
    private static final Map<String, String> IN_CONTAINERS = Map.of(
            "env[*].valueFrom.configMapKeyRef.name", "ConfigMap",
            "env[*].valueFrom.secretKeyRef.name", "Secret",
            "envFrom[*].configMapRef.name", "ConfigMap",
            "envFrom[*].secretRef.name", "Secret");
    private static final Map<String, Map<String, String>> ELSEWHERE = Map.of(
            "Ingress",
                    Map.of(
                            "spec.rules[*].http.paths[*].backend.service.name", "Service",
                            "spec.defaultBackend.service.name", "Service",
                            "spec.tls[*].secretName", "Secret"),
            "StatefulSet", Map.of("spec.serviceName", "Service"),
            "ServiceAccount", Map.of("secrets[*].name", "Secret", "imagePullSecrets[*].name", "Secret"),
            "PersistentVolumeClaim", Map.of("spec.volumeName", "PersistentVolume"));

    private final List<Resource> all;

    private References(List<Resource> all) {
        this.all = all;
    }

    static void follow(List<Resource> resources) {
        References references = new References(resources);
        resources.forEach(references::follow);
    }

    private void follow(Resource resource) {
        String template = resource.template();
        if (template != null) {
            String pod = TreePath.join(template, "spec");
            IN_PODS.forEach((path, kind) -> replace(resource, TreePath.join(pod, path), kind));
            for (String list : List.of("containers[*]", "initContainers[*]", "ephemeralContainers[*]")) {
                IN_CONTAINERS.forEach((path, kind) -> replace(resource, TreePath.join(pod, list + "." + path), kind));
            }
        }
        ELSEWHERE.getOrDefault(resource.kind(), Map.of()).forEach((path, kind) -> replace(resource, path, kind));
        byKind(resource);
    }

    /** References that name the kind beside the name. */
    private void byKind(Resource resource) {
        switch (resource.kind()) {
            case "HorizontalPodAutoscaler" -> named(resource, "spec.scaleTargetRef");
            case "RoleBinding", "ClusterRoleBinding" -> {
                named(resource, "roleRef");
                named(resource, "subjects[*]");
            }
            default -> {}
        }
    }

    private void named(Resource resource, String path) {
        resource.root = Trees.update(resource.root, path, new Trees.Change(false, Mark.NONE, value -> {
            if (value instanceof SourceMap map) {
                String name = current(map.text("kind"), map.text("name"), resource);
                return name == null ? map : Trees.put(map, "name", name, map.mark("name"));
            }
            return value;
        }));
    }

    private void replace(Resource resource, String path, String kind) {
        resource.root = Trees.update(resource.root, path, new Trees.Change(false, Mark.NONE, value -> {
            String name = value instanceof String text ? current(kind, text, resource) : null;
            return name == null ? value : name;
        }));
    }

    /** The name that an object of this kind has now, or null where none had the old one. */
    private @Nullable String current(String kind, String name, Resource from) {
        return all.stream()
                .filter(resource -> resource.kind().equals(kind) && resource.wasNamed(name))
                .filter(resource -> resource.namespace().equals(from.namespace())
                        || from.namespace().isEmpty()
                        || resource.namespace().isEmpty()
                        || !kind.equals("ConfigMap"))
                .map(Resource::name)
                .findFirst()
                .orElse(null);
    }
}
