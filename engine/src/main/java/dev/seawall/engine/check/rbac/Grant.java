package dev.seawall.engine.check.rbac;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;

/**
 * One rule that a binding gives.
 *
 * @param namespace where it holds, empty for the whole cluster
 * @param via role and binding in words
 * @param binding the document of the binding
 */
record Grant(String namespace, SourceMap rule, String via, Document binding) {
    /** Whether it allows one of the verbs on one of the resources ({@code pods/exec}) of an API group. */
    boolean allows(String group, List<String> resources, List<String> verbs) {
        return has("apiGroups", List.of(group)) && hasResource(resources) && has("verbs", verbs);
    }

    /** As {@link #allows}, without a restriction to named objects. */
    boolean allowsAny(String group, List<String> resources, List<String> verbs) {
        return rule.list("resourceNames").isEmpty() && allows(group, resources, verbs);
    }

    /** Whether it covers this name: rules without names cover all. */
    boolean names(String name) {
        SourceList names = rule.list("resourceNames");
        return names.isEmpty() || names.contains(name);
    }

    private boolean has(String key, List<String> wanted) {
        SourceList list = rule.list(key);
        return list.contains("*") || wanted.stream().anyMatch(list::contains);
    }

    private boolean hasResource(List<String> wanted) {
        SourceList list = rule.list("resources");
        return list.contains("*")
                || wanted.stream()
                        .anyMatch(resource -> list.contains(resource)
                                || (resource.indexOf('/') > 0
                                        && (list.contains("*/" + resource.substring(resource.indexOf('/') + 1))
                                                || list.contains(
                                                        resource.substring(0, resource.indexOf('/')) + "/*"))));
    }

    /** Where it holds, in words. */
    String where() {
        return namespace.isEmpty() ? "in the whole cluster" : "in namespace " + namespace;
    }
}
