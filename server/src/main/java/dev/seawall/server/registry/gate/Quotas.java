package dev.seawall.server.registry.gate;

import dev.seawall.server.registry.access.Rights;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * How much each repository holds: the blobs its tagged manifests name, each once, found out from the backend when it is
 * asked first and after every change. Uploads that no manifest names yet count until the server stops.
 */
final class Quotas {
    private static final int MOST_TAGS = 2_000;

    private final Backend backend;
    private final Rights rights;
    private final Map<String, Map<String, Long>> held = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> uploading = new ConcurrentHashMap<>();

    Quotas(Backend backend, Rights rights) {
        this.backend = backend;
        this.rights = rights;
    }

    /** Stops an upload of this size where it would be too much. */
    void require(String repository, long more) throws OciProblem {
        long quota = rights.quotaBytes(repository);
        if (quota >= 0 && used(repository) + pending(repository).get() + more > quota) {
            throw full(repository, quota);
        }
    }

    private static OciProblem full(String repository, long quota) {
        return OciProblem.denied(repository + " may hold " + quota
                + " bytes and this would be more. Delete what is not needed, or ask for a larger quota.");
    }

    /** Stops a manifest that names more than there is room for. */
    void requireManifest(String repository, JsonNode manifest) throws OciProblem {
        long quota = rights.quotaBytes(repository);
        if (quota < 0) {
            return;
        }
        Map<String, Long> all = new HashMap<>(blobs(repository));
        collect(manifest, all);
        if (sum(all) > quota) {
            throw full(repository, quota);
        }
    }

    /** Counts what is read of an upload, and stops it once it is too much. */
    InputStream counted(String repository, InputStream body) throws OciProblem {
        long quota = rights.quotaBytes(repository);
        if (quota < 0) {
            return body;
        }
        AtomicLong pending = pending(repository);
        long room = quota - used(repository);
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                count(Math.max(0, n));
                return n;
            }

            private void count(int n) throws IOException {
                if (pending.addAndGet(n) > room) {
                    throw new IOException("the quota of the repository is used up");
                }
            }
        };
    }

    private AtomicLong pending(String repository) {
        return uploading.computeIfAbsent(repository, unused -> new AtomicLong());
    }

    private long used(String repository) throws OciProblem {
        return sum(blobs(repository));
    }

    private static long sum(Map<String, Long> blobs) {
        return blobs.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> blobs(String repository) throws OciProblem {
        Map<String, Long> known = held.get(repository);
        if (known != null) {
            return known;
        }
        Map<String, Long> found = new HashMap<>();
        int tags = 0;
        for (String tag : Manifests.tags(backend, repository)) {
            if (tags++ < MOST_TAGS) {
                reach(repository, Manifests.json(backend, repository, tag), found, 0);
            }
        }
        held.put(repository, found);
        return found;
    }

    private void reach(String repository, JsonNode manifest, Map<String, Long> into, int depth) throws OciProblem {
        collect(manifest, into);
        for (JsonNode child : manifest.path("manifests")) {
            String digest = child.path("digest").asString("");
            if (depth < 2 && RegistryPath.PART.matcher(digest).matches()) {
                reach(repository, Manifests.json(backend, repository, digest), into, depth + 1);
            }
        }
    }

    private static void collect(JsonNode manifest, Map<String, Long> into) {
        add(manifest.path("config"), into);
        manifest.path("layers").forEach(layer -> add(layer, into));
    }

    private static void add(JsonNode descriptor, Map<String, Long> into) {
        String digest = descriptor.path("digest").asString("");
        long size = descriptor.path("size").asLong(0);
        if (!digest.isEmpty() && size >= 0) {
            into.put(digest, size);
        }
    }

    /** Something was stored or deleted: what it holds is found out again. */
    void changed(String repository) {
        if (rights.quotaBytes(repository) >= 0) {
            held.remove(repository);
        }
    }
}
