package dev.seawall.engine.trust.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.trust.crypto.Signer;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.sigstore.BundleWriter;
import dev.seawall.engine.trust.sigstore.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs images and statements about them with a key. Two forms are written: bundles, found as referrers, and the older
 * form of cosign under a tag, which podman and skopeo read.
 */
public final class ImageSigner {
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

    private final Signer signer;
    private final Instant now;

    /** Signs with a key, at a time. */
    public ImageSigner(Signer signer, Instant now) {
        this.signer = signer;
        this.now = now;
    }

    /** Signs an image: a bundle whose statement says no more than that. */
    public void sign(SignatureStore store, Map<String, String> annotations) throws TrustException, IOException {
        ObjectNode predicate = Json.mapper().createObjectNode();
        attest(store, ImageVerifier.SIGN_PREDICATE, predicate, annotations);
    }

    /** States a predicate about an image, in a bundle. */
    public void attest(SignatureStore store, String predicateType, JsonNode predicate)
            throws TrustException, IOException {
        attest(store, predicateType, predicate, Map.of());
    }

    private void attest(SignatureStore store, String predicateType, JsonNode predicate, Map<String, String> annotations)
            throws TrustException, IOException {
        Envelope envelope = enveloped(statement(store, predicateType, predicate, annotations));
        byte[] bundle = BundleWriter.ofEnvelope(signer.publicKey(), envelope);
        store.pushBlob(Digest.sha256(EMPTY), EMPTY);
        store.pushBlob(Digest.sha256(bundle), bundle);
        byte[] manifest = manifest(store, bundle, predicateType);
        store.pushReferrer(MediaTypes.OCI_MANIFEST, BundleWriter.MEDIA_TYPE, manifest);
    }

    private Envelope enveloped(byte[] statement) throws TrustException {
        byte[] signature = signer.sign(Envelope.encoded(Envelope.IN_TOTO, statement));
        return new Envelope(Envelope.IN_TOTO, statement, signature);
    }

    private static byte[] statement(
            SignatureStore store, String predicateType, JsonNode predicate, Map<String, String> annotations) {
        ObjectNode statement = Json.mapper().createObjectNode().put("_type", "https://in-toto.io/Statement/v1");
        ObjectNode subject = statement.putArray("subject").addObject();
        subject.put("name", store.repository() == null ? "" : store.repository());
        subject.putObject("digest").put(store.image().algorithm(), store.image().hex());
        if (!annotations.isEmpty()) {
            ObjectNode node = subject.putObject("annotations");
            new TreeMap<>(annotations).forEach(node::put);
        }
        statement.put("predicateType", predicateType);
        statement.set("predicate", predicate);
        return bytes(statement);
    }

    private byte[] manifest(SignatureStore store, byte[] bundle, String predicateType) throws IOException {
        ObjectNode manifest = Json.mapper().createObjectNode().put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.OCI_MANIFEST);
        manifest.put("artifactType", BundleWriter.MEDIA_TYPE);
        describe(manifest.putObject("config"), MediaTypes.OCI_EMPTY, EMPTY);
        describe(manifest.putArray("layers").addObject(), BundleWriter.MEDIA_TYPE, bundle);
        describe(manifest.putObject("subject"), mediaType(store), store.manifest());
        ObjectNode annotations = manifest.putObject("annotations");
        annotations.put("dev.sigstore.bundle.content", "dsse-envelope");
        annotations.put("dev.sigstore.bundle.predicateType", predicateType);
        annotations.put("org.opencontainers.image.created", now.toString());
        return bytes(manifest);
    }

    private static String mediaType(SignatureStore store) throws IOException {
        JsonNode image = Json.parse(store.manifest());
        String stated = image.path("mediaType").asString("");
        if (!stated.isEmpty()) {
            return stated;
        }
        return image.path("manifests").isArray() ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST;
    }

    private static void describe(ObjectNode into, String mediaType, byte[] content) {
        into.put("mediaType", mediaType);
        into.put("digest", Digest.sha256(content).toString());
        into.put("size", content.length);
    }

    /** Signs an image in the older form: a layer with the payload, the signature in its annotation, under a tag. */
    public void signTagged(SignatureStore store, Map<String, String> annotations) throws TrustException, IOException {
        byte[] payload = payload(store, annotations);
        Map<String, String> layer = Map.of(SIGNATURE, Base64.getEncoder().encodeToString(signer.sign(payload)));
        store.pushTagged(".sig", new TaggedLayer(ImageVerifier.SIMPLE_SIGNING, payload, layer));
    }

    /** States a predicate about an image in the older form, under a tag. */
    public void attestTagged(SignatureStore store, String predicateType, JsonNode predicate)
            throws TrustException, IOException {
        byte[] envelope = BundleWriter.envelope(enveloped(statement(store, predicateType, predicate, Map.of())));
        Map<String, String> layer = Map.of(SIGNATURE, "", "predicateType", predicateType);
        store.pushTagged(".att", new TaggedLayer(ImageVerifier.ENVELOPE, envelope, layer));
    }

    private static byte[] payload(SignatureStore store, Map<String, String> annotations) {
        ObjectNode top = Json.mapper().createObjectNode();
        ObjectNode critical = top.putObject("critical");
        critical.putObject("identity").put("docker-reference", store.repository() == null ? "" : store.repository());
        critical.putObject("image").put("docker-manifest-digest", store.image().toString());
        critical.put("type", "cosign container image signature");
        if (annotations.isEmpty()) {
            top.putNull("optional");
        } else {
            ObjectNode optional = top.putObject("optional");
            new TreeMap<>(annotations).forEach(optional::put);
        }
        return bytes(top);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
