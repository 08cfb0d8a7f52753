package dev.seawall.engine.sbom;

import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Tells formats apart and takes envelopes off. */
final class SbomReader {
    private static final int MAX_ENVELOPES = 5;
    private static final int HEAD = 65_536;

    private SbomReader() {}

    static SbomContent read(byte[] content, int depth) throws IOException {
        String head = head(content);
        if (head.startsWith("{") || head.startsWith("[")) {
            return readJson(Json.parse(content), depth);
        }
        if (head.startsWith("<")) {
            return CycloneDxXml.read(content);
        }
        String text = text(content);
        if (head.startsWith("SPDXVersion:") || head.contains("\nSPDXVersion:")) {
            return SpdxTagValue.read(text);
        }
        if (PurlList.isOne(head)) {
            return PurlList.read(text);
        }
        throw unknown();
    }

    static boolean looksLikeSbom(byte[] content) {
        String head = head(content);
        if (head.startsWith("{")) {
            return head.contains("\"bomFormat\"")
                    || head.contains("\"spdxVersion\"")
                    || head.contains("spdx.org/rdf/3")
                    || (head.contains("\"artifacts\"") && head.contains("\"locations\""))
                    || head.contains("in-toto.io/Statement")
                    || head.contains("\"payloadType\"")
                    || head.contains("\"dsseEnvelope\"")
                    || (head.contains("\"SchemaVersion\"") && head.contains("\"ArtifactName\""));
        }
        return (head.startsWith("<") && head.contains("cyclonedx.org/schema/bom"))
                || head.startsWith("SPDXVersion:")
                || head.contains("\nSPDXVersion:")
                || PurlList.isOne(head);
    }

    private static SbomContent readJson(JsonNode root, int depth) throws IOException {
        if (depth > MAX_ENVELOPES) {
            throw new IOException("more than " + MAX_ENVELOPES + " envelopes around the bill of material");
        }
        if (Nodes.text(root, "bomFormat").equals("CycloneDX") || isBareCycloneDx(root)) {
            return CycloneDxJson.read(root);
        }
        if (root.path("spdxVersion").isString()) {
            return SpdxJson.read(root);
        }
        if (root.path("@graph").isArray()) {
            return Spdx3Json.read(root);
        }
        if (root.path("artifacts").isArray()) {
            return SyftJson.read(root);
        }
        if (root.path("SchemaVersion").isNumber() && root.has("ArtifactName")) {
            return TrivyJson.read(root);
        }
        return unwrap(root, depth);
    }

    private static boolean isBareCycloneDx(JsonNode root) {
        return root.path("specVersion").isString() && root.path("components").isArray();
    }

    private static SbomContent unwrap(JsonNode root, int depth) throws IOException {
        if (root.path("payload").isString() && root.has("payloadType")) {
            return read(decoded(Nodes.text(root, "payload")), depth + 1);
        }
        for (String field : new String[] {"dsseEnvelope", "predicate", "sbom", "Data"}) {
            JsonNode inner = root.path(field);
            if (inner.isObject()) {
                return readJson(inner, depth + 1);
            }
            if (inner.isString()) {
                return read(Nodes.text(inner).getBytes(StandardCharsets.UTF_8), depth + 1);
            }
        }
        throw unknown();
    }

    private static byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("the payload of the envelope is not base64", e);
        }
    }

    private static String head(byte[] content) {
        int length = Math.min(content.length, HEAD);
        String head = new String(content, 0, length, StandardCharsets.UTF_8);
        return (head.startsWith("\uFEFF") ? head.substring(1) : head).stripLeading();
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static IOException unknown() {
        return new IOException("it is neither CycloneDX, SPDX, Syft or Trivy JSON, an attestation of one, nor a list of"
                + " package URLs");
    }
}
