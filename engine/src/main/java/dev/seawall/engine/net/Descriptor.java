package dev.seawall.engine.net;

import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An OCI content descriptor.
 *
 * @param mediaType may be empty in old indexes
 * @param sizeBytes size of the blob, 0 or more
 * @param artifactType empty where absent
 * @param platform of an index entry, or null
 * @param urls where a foreign layer can be fetched
 * @param json the whole entry, for what has no component here
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long sizeBytes,
        String artifactType,
        @Nullable Platform platform,
        Map<String, String> annotations,
        List<String> urls,
        JsonNode json) {

    /**
     * Reads one descriptor.
     *
     * @throws IOException where digest or size are missing or malformed
     */
    public static Descriptor parse(JsonNode json) throws IOException {
        Digest digest = digest(json.path("digest").asString(""));
        JsonNode size = json.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
            throw new IOException("the descriptor of " + digest + " states no size");
        }
        List<String> urls = new ArrayList<>();
        json.path("urls").forEach(url -> urls.add(url.asString("")));
        return new Descriptor(
                json.path("mediaType").asString(""),
                digest,
                size.asLong(),
                json.path("artifactType").asString(""),
                Platform.from(json.path("platform")),
                annotations(json.path("annotations")),
                List.copyOf(urls),
                json);
    }

    private static Digest digest(String text) throws IOException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("a descriptor has no valid digest", e);
        }
    }

    private static Map<String, String> annotations(JsonNode node) {
        Map<String, String> out = new TreeMap<>();
        node.properties().forEach(e -> out.put(e.getKey(), e.getValue().asString("")));
        return out;
    }

    /** True for the entries BuildKit adds for provenance and SBOMs; they are no image. */
    public boolean isAttestation() {
        return "attestation-manifest".equals(annotations.get("vnd.docker.reference.type"))
                || (platform != null && platform.isUnknown());
    }

    /**
     * The content embedded in {@code data}, verified, or null where there is none.
     *
     * @throws IOException where it does not have the stated size and digest
     */
    public byte @Nullable [] data() throws IOException {
        JsonNode data = json.path("data");
        if (!data.isString()) {
            return null;
        }
        byte[] content;
        try {
            content = Base64.getDecoder().decode(data.asString());
        } catch (IllegalArgumentException e) {
            throw new IOException("the embedded content of " + digest + " is not Base64", e);
        }
        if (content.length != sizeBytes || !Digests.matches(digest, content)) {
            throw new IOException("the embedded content does not have the digest " + digest);
        }
        return content;
    }
}
