package dev.seawall.engine.trust;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TimestampToken;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.notation.NotationEnvelope;
import dev.seawall.engine.trust.notation.NotationPolicy;
import dev.seawall.engine.trust.policy.ForeignPolicies;
import dev.seawall.engine.trust.policy.TrustPolicy;
import dev.seawall.engine.trust.sigstore.Bundle;
import dev.seawall.engine.trust.sigstore.BundleVerifier;
import dev.seawall.engine.trust.sigstore.Demands;
import dev.seawall.engine.trust.sigstore.Identity;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated bundles, envelopes, keys, timestamps and policies: each is read or refused, and never accepted by accident. */
final class TrustFuzzTest {
    private static final long NANOS = Long.getLong("seawall.fuzz.seconds", 1L) * 1_000_000_000L / 2;

    /** Something that reads bytes nobody vouches for. */
    @FunctionalInterface
    private interface Reader {
        void read(byte[] content) throws TrustException;
    }

    private static byte[] sample(String name) {
        try (InputStream in = TrustFuzzTest.class.getResourceAsStream("/trust/" + name)) {
            return java.util.Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fuzz(byte[] seed, Reader reader) {
        Random random = new Random(1);
        long end = System.nanoTime() + NANOS;
        int rounds = 0;
        while (rounds < 50 || System.nanoTime() < end) {
            rounds++;
            try {
                reader.read(mutated(seed, random));
            } catch (TrustException e) {
                assertTrue(!e.reason().isEmpty(), "a refusal says why");
            }
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] out = seed.clone();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            out[random.nextInt(out.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? java.util.Arrays.copyOf(out, random.nextInt(out.length)) : out;
    }

    @Test
    void bundles() throws TrustException {
        TrustedRoot root = TrustedRoot.parseAll(sample("trusted_root.json")).getFirst();
        Identity nobody = new Identity(
                Identity.Matcher.of(null, ".*", "identity"), Identity.Matcher.of(null, ".*", "issuer"), Map.of());
        BundleVerifier verifier = new BundleVerifier(root, Demands.of(nobody, Instant.parse("2026-11-01T00:00:00Z")));
        Artifact artifact = Artifact.of("a".getBytes(StandardCharsets.UTF_8));
        fuzz(sample("bundle.sigstore.json"), content -> {
            Bundle bundle = Bundle.parse(content);
            try {
                verifier.verify(bundle, artifact);
            } catch (TrustException e) {
                throw e;
            }
            throw new AssertionError("a bundle about another artifact was accepted");
        });
    }

    @Test
    void trustedRoots() {
        fuzz(sample("trusted_root.json"), content -> TrustedRoot.parseAll(content));
    }

    @Test
    void envelopes() {
        fuzz(sample("envelope.jws.json"), NotationEnvelope::parse);
        fuzz(sample("envelope.cose"), NotationEnvelope::parse);
    }

    @Test
    void keysAndCertificates() throws TrustException {
        byte[] key = KeyFile.pem(KeyFile.generate().getPublic()).getBytes(StandardCharsets.US_ASCII);
        fuzz(key, Keys::pem);
        byte[] der = Keys.pem(key).getEncoded();
        fuzz(der, Keys::spki);
        fuzz(sample("certificate.der"), Certificates::parse);
        fuzz(sample("timestamp.tsr"), content -> TimestampToken.response(content)
                .time());
    }

    @Test
    void policies() {
        byte[] ours = """
                version: 1
                registries: [registry.example.org]
                otherwise: warn
                rules:
                  - images: ["registry.example.org/**"]
                    pinned: true
                    signers: [{identity: a@example.org, issuer: "https://example.org"}]
                """.getBytes(StandardCharsets.UTF_8);
        fuzz(ours, content -> TrustPolicy.parse(content, Path.of("/nowhere")));
        byte[] containers =
                "{\"default\":[{\"type\":\"reject\"}],\"transports\":{\"docker\":{\"a.example.org\":[{\"type\":\"insecureAcceptAnything\"}]}}}"
                        .getBytes(StandardCharsets.UTF_8);
        fuzz(containers, content -> new ForeignPolicies(Path.of("/nowhere")).read(content));
        fuzz(
                Base64.getDecoder().decode("eyJ2ZXJzaW9uIjoiMS4wIiwidHJ1c3RQb2xpY2llcyI6W119"),
                content -> NotationPolicy.parse(content));
    }
}
