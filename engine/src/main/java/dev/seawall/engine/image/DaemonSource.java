package dev.seawall.engine.image;

import dev.seawall.engine.image.ResolvedTarget.ImageTarget;
import dev.seawall.engine.net.DaemonClient;
import dev.seawall.engine.net.DaemonEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Images of the Docker or Podman engine, exported through its API into a spool that is gone when the image closes. */
final class DaemonSource {
    private DaemonSource() {}

    /** Opens the image at the first endpoint that has it. */
    static Image open(ImageTarget target, List<DaemonEndpoint> endpoints, SourceOptions options) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (DaemonEndpoint endpoint : endpoints) {
            try {
                return open(target, new DaemonClient(endpoint, options.registry()), options);
            } catch (IOException e) {
                reasons.add(ImageSources.reason(e));
            }
        }
        throw new IOException(reasons.isEmpty() ? "no socket was found" : String.join(", ", reasons));
    }

    private static Image open(ImageTarget target, DaemonClient client, SourceOptions options) throws IOException {
        JsonNode facts = client.json("/images/" + DaemonClient.encoded(target.reference()) + "/json");
        String id = facts.path("Id").asString("");
        if (id.isEmpty()) {
            throw new IOException("the engine named no image id");
        }
        List<String> tags = new ArrayList<>();
        facts.path("RepoTags").forEach(tag -> tags.add(tag.asString("")));
        facts.path("RepoDigests").forEach(digest -> tags.add(digest.asString("")));
        ArchiveBlobs blobs;
        try (InputStream export = client.stream("/images/" + DaemonClient.encoded(id) + "/get")) {
            blobs = new ArchiveBlobs(Spool.copy(export, options));
        }
        try {
            return ArchiveSource.open(target.name(), blobs, null, options).named(target.name(), tags);
        } catch (IOException | RuntimeException e) {
            blobs.close();
            throw e;
        }
    }
}
