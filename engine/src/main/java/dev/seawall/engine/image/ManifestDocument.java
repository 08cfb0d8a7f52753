package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.MediaTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A manifest or index, its kind settled. Documents that could be read as both are refused (CVE-2021-41190).
 *
 * @param digest of its bytes
 * @param index true for an index, false for an image manifest
 */
record ManifestDocument(Digest digest, boolean index, JsonNode json) {
    /** Largest manifest or index read, in bytes. */
    static final int MAX_BYTES = 4 << 20;

    private static final int MAX_ENTRIES = 10_000;
    private static final Set<String> IMAGE_CONFIGS =
            Set.of(MediaTypes.OCI_CONFIG, MediaTypes.DOCKER_CONFIG, "application/octet-stream", "");

    /**
     * Reads one.
     *
     * @param claimedType what the registry or descriptor says it is, may be empty; the document's own word counts more
     */
    static ManifestDocument parse(String claimedType, Digest digest, byte[] content) throws IOException {
        JsonNode json = Json.parse(content);
        String own = json.path("mediaType").asString("");
        String type = own.isEmpty() ? claimedType : own;
        if (MediaTypes.isSchema1(type) || json.path("schemaVersion").asInt(2) == 1) {
            throw new MalformedFileException(
                    "it is a Docker schema 1 manifest, a format withdrawn in 2020; push the image again with a current tool");
        }
        boolean listed = json.path("manifests").isArray();
        boolean layered = json.has("layers") || json.has("config");
        if (listed == layered || (MediaTypes.isIndex(type) && !listed) || (MediaTypes.isManifest(type) && listed)) {
            throw new MalformedFileException("the document " + digest + " is neither an image manifest nor an index");
        }
        return new ManifestDocument(digest, listed, json);
    }

    /** Entries of an index. */
    List<Descriptor> manifests() throws IOException {
        return descriptors("manifests");
    }

    /** Layers of a manifest, bottom first. */
    List<Descriptor> layers() throws IOException {
        return descriptors("layers");
    }

    /** The configuration of a manifest. */
    Descriptor config() throws IOException {
        return Descriptor.parse(json.path("config"));
    }

    /** True for a manifest that describes an image to run rather than a chart, signature or other artifact. */
    boolean isImage() {
        return !index
                && IMAGE_CONFIGS.contains(json.path("config").path("mediaType").asString(""))
                && !json.path("subject").isObject();
    }

    /** What it is where it is no image: the artifact type, else the configuration's media type. */
    String artifactType() {
        String stated = json.path("artifactType").asString("");
        return stated.isEmpty() ? json.path("config").path("mediaType").asString("") : stated;
    }

    private List<Descriptor> descriptors(String key) throws IOException {
        JsonNode entries = json.path(key);
        if (entries.size() > MAX_ENTRIES) {
            throw new MalformedFileException("the document " + digest + " lists " + entries.size() + " " + key);
        }
        List<Descriptor> out = new ArrayList<>();
        for (JsonNode entry : entries) {
            out.add(Descriptor.parse(entry));
        }
        return out;
    }
}
