package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.MediaTypes;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The referrers API for backends that have none. What refers to a manifest is listed in an index under the tag that the
 * distribution specification has clients use then, {@code sha256-HEX}; so nothing is lost when the gate goes, and what
 * clients listed there themselves is found too.
 */
final class ReferrerIndex {
    private static final Pattern ATTACHED = Pattern.compile("sha(256|512)-[0-9a-f]{64}(\\.(sig|att|sbom))?");
    private static final int LONGEST_HEX = 64;

    private final Backend backend;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    ReferrerIndex(Backend backend) {
        this.backend = backend;
    }

    /** Whether a tag holds signatures and the like, and so must be able to grow. */
    static boolean isAttachedTag(String tag) {
        return ATTACHED.matcher(tag).matches();
    }

    private static String tag(String subject) {
        String hex = subject.substring(subject.indexOf(':') + 1);
        return subject.substring(0, subject.indexOf(':')) + "-" + hex.substring(0, Math.min(LONGEST_HEX, hex.length()));
    }

    /** How an index lists this manifest. */
    static ObjectNode entry(JsonNode manifest, String contentType, byte[] content) {
        String stated = manifest.path("mediaType").asString("");
        ObjectNode entry = Json.mapper().createObjectNode();
        entry.put("mediaType", stated.isEmpty() ? contentType : stated);
        entry.put("digest", Digest.sha256(content).toString()).put("size", content.length);
        String own = manifest.path("artifactType").asString("");
        String type = own.isEmpty() ? manifest.path("config").path("mediaType").asString("") : own;
        if (!type.isEmpty()) {
            entry.put("artifactType", type);
        }
        if (manifest.path("annotations").isObject()) {
            entry.set("annotations", manifest.path("annotations"));
        }
        return entry;
    }

    /** Everything listed, possibly nothing; entries of another artifact type are left out where one is asked for. */
    byte[] list(String repository, String subject, Optional<String> artifactType) throws OciProblem {
        ObjectNode index = empty();
        for (JsonNode entry : Manifests.json(backend, repository, tag(subject)).path("manifests")) {
            JsonNode whole = completed(repository, entry);
            if (artifactType.isEmpty()
                    || whole.path("artifactType").asString("").equals(artifactType.get())) {
                index.withArray("manifests").add(whole);
            }
        }
        return Json.mapper().writeValueAsBytes(index);
    }

    private static ObjectNode empty() {
        ObjectNode index = Json.mapper().createObjectNode().put("schemaVersion", 2);
        index.put("mediaType", MediaTypes.OCI_INDEX).putArray("manifests");
        return index;
    }

    /** Older clients list without the type of the artifact, or with that of an empty configuration. */
    private JsonNode completed(String repository, JsonNode entry) throws OciProblem {
        String stated = entry.path("artifactType").asString("");
        String digest = entry.path("digest").asString("");
        boolean whole = !stated.isEmpty() && !stated.equals(MediaTypes.OCI_EMPTY);
        if (whole || !(entry instanceof ObjectNode node) || Pulls.parsed(digest).isEmpty()) {
            return entry;
        }
        JsonNode manifest = Manifests.json(backend, repository, digest);
        String own = manifest.path("artifactType").asString("");
        if (!own.isEmpty()) {
            node.put("artifactType", own);
        }
        if (!node.has("annotations") && manifest.path("annotations").isObject()) {
            node.set("annotations", manifest.path("annotations"));
        }
        return node;
    }

    void add(String repository, String subject, ObjectNode entry) throws OciProblem {
        change(repository, subject, entry.path("digest").asString(""), entry);
    }

    void remove(String repository, String subject, String digest) throws OciProblem {
        change(repository, subject, digest, null);
    }

    private void change(
            String repository, String subject, String digest, @org.jspecify.annotations.Nullable ObjectNode entry)
            throws OciProblem {
        ReentrantLock lock = locks.computeIfAbsent(repository + "@" + subject, unused -> new ReentrantLock());
        lock.lock();
        try {
            ObjectNode index = empty();
            for (JsonNode old :
                    Manifests.json(backend, repository, tag(subject)).path("manifests")) {
                if (!old.path("digest").asString("").equals(digest)) {
                    index.withArray("manifests").add(old);
                }
            }
            if (entry != null) {
                index.withArray("manifests").add(entry);
            }
            store(repository, tag(subject), Json.mapper().writeValueAsBytes(index));
        } finally {
            lock.unlock();
            if (!lock.hasQueuedThreads()) {
                locks.remove(repository + "@" + subject, lock);
            }
        }
    }

    private void store(String repository, String tag, byte[] index) throws OciProblem {
        Backend.Ask ask = new Backend.Ask(
                "PUT",
                new RegistryPath.Manifest(repository, tag).path(),
                "",
                Map.of("Content-Type", MediaTypes.OCI_INDEX),
                new ByteArrayInputStream(index),
                index.length);
        try (Backend.Answer answer = backend.send(ask)) {
            if (!answer.ok()) {
                throw OciProblem.backend(
                        "it does not take the list of what refers to a manifest, status " + answer.status());
            }
        }
    }

    /** The subject of a manifest that is about to be deleted; empty where it has none. */
    String subjectOf(String repository, String reference) throws OciProblem {
        if (Pulls.parsed(reference).isEmpty()) {
            return "";
        }
        String subject = Manifests.json(backend, repository, reference)
                .path("subject")
                .path("digest")
                .asString("");
        return Pulls.parsed(subject).isPresent() ? subject : "";
    }
}
