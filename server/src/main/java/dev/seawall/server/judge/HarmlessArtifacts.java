package dev.seawall.server.judge;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.MediaTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells signatures, attestations and bills of material from images. They must be readable before anything is judged, so
 * whatever passes as one of them passes unjudged; therefore nobody's word is taken for it: media types are on a short list
 * and every blob is read and is text, which no layer that could be unpacked is.
 */
final class HarmlessArtifacts {
    private static final int MAX_PARTS = 1_000;
    private static final int MAX_BLOB_BYTES = 16 << 20;
    private static final long MAX_BYTES = 64L << 20;
    private static final Set<String> PARTS = Set.of(
            "application/vnd.dev.cosign.simplesigning.v1+json",
            "application/vnd.dsse.envelope.v1+json",
            "application/vnd.in-toto+json",
            "application/vnd.cncf.notary.signature",
            "application/jose+json",
            "application/vnd.cyclonedx+json",
            "application/vnd.cyclonedx",
            "application/vnd.cyclonedx+xml",
            "application/spdx+json",
            "application/vnd.syft+json",
            "text/spdx",
            "text/spdx+json",
            "text/spdx+xml",
            "text/plain",
            "application/json",
            "application/sarif+json",
            MediaTypes.OCI_EMPTY);
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";

    private final Images images;

    HarmlessArtifacts(Images images) {
        this.images = images;
    }

    /** Whether a manifest is such an artifact; false for everything in doubt. */
    boolean includes(ImageRef stored, JsonNode manifest) throws IOException {
        List<Descriptor> parts = parts(manifest);
        boolean known = !parts.isEmpty()
                && parts.size() <= MAX_PARTS
                && parts.stream().allMatch(HarmlessArtifacts::isKnown)
                && parts.stream().mapToLong(Descriptor::sizeBytes).sum() <= MAX_BYTES;
        if (!known) {
            return false;
        }
        Descriptor config = Descriptor.parse(manifest.path("config"));
        parts.add(config);
        for (Descriptor part : parts) {
            if (part.sizeBytes() > MAX_BLOB_BYTES || !isText(stored, part)) {
                return false;
            }
        }
        return true;
    }

    private static List<Descriptor> parts(JsonNode manifest) throws IOException {
        List<Descriptor> out = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            out.add(Descriptor.parse(layer));
        }
        return out;
    }

    private static boolean isKnown(Descriptor part) {
        return part.urls().isEmpty()
                && (PARTS.contains(part.mediaType()) || part.mediaType().startsWith(BUNDLE));
    }

    /** A tar has NUL bytes in its first header, and compressed data is no UTF-8. */
    private boolean isText(ImageRef stored, Descriptor part) throws IOException {
        byte[] content = images.blob(stored, part.digest(), MAX_BLOB_BYTES);
        for (byte each : content) {
            if (each == 0) {
                return false;
            }
        }
        if (part.mediaType().endsWith("json")) {
            return isJson(content);
        }
        try {
            var unused = java.nio.charset.StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(content));
            return true;
        } catch (java.nio.charset.CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isJson(byte[] content) {
        try {
            return Json.parse(content) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
