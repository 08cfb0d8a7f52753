package dev.seawall.engine.trust.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.sigstore.Bundle;
import dev.seawall.engine.trust.sigstore.BundleVerifier;
import dev.seawall.engine.trust.sigstore.BundleVerifier.Verified;
import dev.seawall.engine.trust.sigstore.LegacyBundle;
import dev.seawall.engine.trust.sigstore.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Verifies what is signed about an image. Every candidate is hostile until it holds; one that holds is enough, and the
 * refusals of the others are kept for the report.
 */
public final class ImageVerifier {
    /** The media type of a cosign signature's payload. */
    public static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";

    /** The media type of a DSSE envelope. */
    public static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";

    /** The predicate of an attestation that is no more than a signature. */
    public static final String SIGN_PREDICATE = "https://sigstore.dev/cosign/sign/v1";

    private static final int MAX_BLOB_BYTES = 64 << 20;
    private static final int MAX_LAYERS = 1_000;

    private final List<BundleVerifier> verifiers;
    private final Wanted wanted;

    /**
     * What is looked for.
     *
     * @param predicateType of an attestation, or null for a signature
     * @param policy that the attestation must satisfy, or null
     * @param annotations that the signature must carry
     */
    public record Wanted(
            @Nullable String predicateType, @Nullable PredicatePolicy policy, Map<String, String> annotations) {
        /** A signature with no annotations. */
        public static Wanted signature() {
            return new Wanted(null, null, Map.of());
        }
    }

    /** What was found: those that hold, at least one. */
    public record Found(Digest image, List<Verified> verified) {}

    /** Verifies with any of several verifiers, one for each root that may be trusted. */
    public ImageVerifier(List<BundleVerifier> verifiers, Wanted wanted) {
        this.verifiers = List.copyOf(verifiers);
        this.wanted = wanted;
    }

    /**
     * Looks through everything the store has about the image.
     *
     * @throws TrustException where nothing holds, with the refusal that came nearest
     */
    public Found verify(SignatureStore store) throws TrustException, IOException {
        Search search = new Search(store);
        for (byte[] manifest : store.candidates()) {
            search.manifest(manifest);
        }
        return search.found();
    }

    /** One look through what a store has; a candidate that cannot be read is refused, not the whole. */
    private final class Search {
        private final SignatureStore store;
        private final List<Verified> held = new ArrayList<>();
        private TrustException last = new TrustException("signatures", "there are none of the kind asked for");
        private int layers;

        Search(SignatureStore store) {
            this.store = store;
        }

        void manifest(byte[] manifest) throws TrustException {
            try {
                for (JsonNode layer : Json.parse(manifest).path("layers")) {
                    TrustException.require(layers++ < MAX_LAYERS, "signatures", "there are over " + MAX_LAYERS);
                    one(Descriptor.parse(layer));
                }
            } catch (IOException e) {
                last = new TrustException("signatures", "one cannot be read: " + e.getMessage(), e);
            }
        }

        private void one(Descriptor layer) throws IOException {
            try {
                Verified verified = layer(store, layer);
                if (verified != null) {
                    held.add(verified);
                }
            } catch (TrustException e) {
                last = e;
            }
        }

        Found found() throws TrustException {
            if (held.isEmpty()) {
                throw last;
            }
            return new Found(store.image(), List.copyOf(held));
        }
    }

    /** Null where the layer is of another kind than what is looked for. */
    private @Nullable Verified layer(SignatureStore store, Descriptor layer) throws TrustException, IOException {
        String type = layer.mediaType();
        if (type.equals(SIMPLE_SIGNING)) {
            return wanted.predicateType() == null ? signature(store, layer) : null;
        } else if (type.equals(ENVELOPE)) {
            byte[] envelope = store.blob(layer.digest(), MAX_BLOB_BYTES);
            return attestation(LegacyBundle.ofAttestation(envelope, layer.annotations()), Artifact.of(store.image()));
        } else if (Bundle.isMediaType(type)) {
            Bundle bundle = Bundle.parse(store.blob(layer.digest(), MAX_BLOB_BYTES));
            return attestation(bundle, Artifact.of(store.manifest()));
        }
        return null;
    }

    private Verified signature(SignatureStore store, Descriptor layer) throws TrustException, IOException {
        byte[] payload = store.blob(layer.digest(), MAX_BLOB_BYTES);
        Verified verified = verified(LegacyBundle.ofSignature(layer.annotations()), Artifact.of(payload));
        SimpleSigning.require(payload, store.image(), wanted.annotations());
        return verified;
    }

    private Verified attestation(Bundle bundle, Artifact image) throws TrustException {
        Verified verified = verified(bundle, image);
        says(verified.statement(), wanted.predicateType() == null ? SIGN_PREDICATE : wanted.predicateType());
        return verified;
    }

    /**
     * Verifies a bundle in a file about an artifact; without a predicate type, any statement about it will do.
     *
     * @throws TrustException naming the step that does not hold
     */
    public Verified bundle(Bundle bundle, Artifact artifact) throws TrustException {
        Verified verified = verified(bundle, artifact);
        says(verified.statement(), wanted.predicateType());
        return verified;
    }

    private void says(@Nullable Statement statement, @Nullable String asked) throws TrustException {
        String found = statement == null ? SIGN_PREDICATE : statement.predicateType();
        TrustException.require(
                asked == null || found.equals(asked), "predicate type", "it is " + found + ", not " + asked);
        if (!wanted.annotations().isEmpty()) {
            SimpleSigning.requireAnnotations(statement, wanted.annotations());
        }
        if (wanted.policy() != null) {
            if (statement == null) {
                throw new TrustException("predicate policy", "a signature has no predicate");
            }
            wanted.policy().require(statement);
        }
    }

    private Verified verified(Bundle bundle, Artifact artifact) throws TrustException {
        TrustException last = new TrustException("trusted root", "there is none");
        for (BundleVerifier verifier : verifiers) {
            try {
                return verifier.verify(bundle, artifact);
            } catch (TrustException e) {
                last = e;
            }
        }
        throw last;
    }
}
