package dev.seawall.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The labels of every namespace; those that no manifest describes have their name label only. */
final class Namespaces {
    static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private final Map<String, Map<String, String>> labels = new TreeMap<>();

    Namespaces(List<Manifest> manifests) throws MalformedPolicyException {
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals("Namespace")) {
                add(manifest);
            }
        }
    }

    private void add(Manifest manifest) throws MalformedPolicyException {
        Map<String, String> own = new LinkedHashMap<>(
                Manifest.texts(manifest.body().get("metadata").get("labels")));
        own.putIfAbsent(NAME_LABEL, manifest.name());
        Map<String, String> before = labels.putIfAbsent(manifest.name(), own);
        if (before != null && !before.equals(own)) {
            throw manifest.malformed(manifest.body(), "this namespace is described twice with different labels");
        }
    }

    Map<String, String> labels(String namespace) {
        return labels.getOrDefault(namespace, Map.of(NAME_LABEL, namespace));
    }

    /** The namespaces that manifests describe. */
    Set<String> described() {
        return labels.keySet();
    }
}
