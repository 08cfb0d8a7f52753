package dev.seawall.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.trust.crypto.KeyFile;
import dev.seawall.engine.trust.crypto.Signer;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.ImageSigner;
import dev.seawall.engine.trust.image.ImageVerifier;
import dev.seawall.engine.trust.image.ImageVerifier.Wanted;
import dev.seawall.engine.trust.image.LayoutStore;
import dev.seawall.engine.trust.image.PredicatePolicy;
import dev.seawall.engine.trust.policy.ForeignPolicies;
import dev.seawall.engine.trust.policy.TrustJudge;
import dev.seawall.engine.trust.policy.TrustPolicy;
import dev.seawall.engine.trust.policy.TrustPolicyText;
import dev.seawall.engine.trust.sigstore.BundleVerifier;
import dev.seawall.engine.trust.sigstore.Demands;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is signed here verifies here, and nothing else does. */
final class SignedLayoutTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final KeyPair KEY = KeyFile.generate();
    private static final KeyPair OTHER = KeyFile.generate();
    private static final String PROVENANCE = "https://slsa.dev/provenance/v1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void anImage() throws IOException {
        byte[] manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"layers\":[]}"
                        .getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.sha256(manifest);
        Path blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
        Files.write(blobs.resolve(digest.hex()), manifest);
        Files.writeString(
                folder.resolve("index.json"),
                "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"" + digest + "\",\"size\":" + manifest.length
                        + "}]}");
    }

    private LayoutStore store() throws IOException {
        return LayoutStore.open(folder, null);
    }

    private static ImageVerifier verifier(PublicKey key, Wanted wanted) {
        Demands demands = Demands.ofKey(key, NOW).withoutLog();
        return new ImageVerifier(List.of(new BundleVerifier(TrustedRoot.none(), demands)), wanted);
    }

    private static JsonNode predicate() throws IOException {
        return Json.parse("{\"builder\":\"me\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bothFormsOfASignatureHold() throws Exception {
        ImageSigner signer = new ImageSigner(new Signer(KEY), NOW);
        signer.sign(store(), Map.of("env", "prod"));
        signer.signTagged(store(), Map.of("env", "prod"));
        Wanted prod = new Wanted(null, null, Map.of("env", "prod"));
        assertEquals(
                2, verifier(KEY.getPublic(), prod).verify(store()).verified().size());
        Wanted dev = new Wanted(null, null, Map.of("env", "dev"));
        assertThrows(TrustException.class, () -> verifier(KEY.getPublic(), dev).verify(store()));
        assertThrows(TrustException.class, () -> verifier(OTHER.getPublic(), Wanted.signature())
                .verify(store()));
    }

    @Test
    void aSecondSignatureKeepsTheFirst() throws Exception {
        new ImageSigner(new Signer(KEY), NOW).signTagged(store(), Map.of());
        new ImageSigner(new Signer(OTHER), NOW).signTagged(store(), Map.of());
        for (KeyPair pair : List.of(KEY, OTHER)) {
            assertEquals(
                    1,
                    verifier(pair.getPublic(), Wanted.signature())
                            .verify(store())
                            .verified()
                            .size());
        }
    }

    @Test
    void attestationsAreJudgedByTypeAndCondition() throws Exception {
        ImageSigner signer = new ImageSigner(new Signer(KEY), NOW);
        signer.attest(store(), PROVENANCE, predicate());
        signer.attestTagged(store(), PROVENANCE, predicate());
        Wanted good = new Wanted(PROVENANCE, PredicatePolicy.of("predicate.builder == 'me'"), Map.of());
        assertEquals(
                2, verifier(KEY.getPublic(), good).verify(store()).verified().size());
        Wanted bad = new Wanted(PROVENANCE, PredicatePolicy.of("predicate.builder == 'you'"), Map.of());
        assertThrows(TrustException.class, () -> verifier(KEY.getPublic(), bad).verify(store()));
        Wanted absent = new Wanted(PROVENANCE, PredicatePolicy.of("predicate.nothing == 'me'"), Map.of());
        assertThrows(
                TrustException.class, () -> verifier(KEY.getPublic(), absent).verify(store()));
        assertThrows(TrustException.class, () -> verifier(KEY.getPublic(), Wanted.signature())
                .verify(store()));
    }

    @Test
    void aLogIsDemandedUnlessSaidOtherwise() throws Exception {
        new ImageSigner(new Signer(KEY), NOW).signTagged(store(), Map.of());
        BundleVerifier strict = new BundleVerifier(TrustedRoot.none(), Demands.ofKey(KEY.getPublic(), NOW));
        ImageVerifier verifier = new ImageVerifier(List.of(strict), Wanted.signature());
        TrustException refusal = assertThrows(TrustException.class, () -> verifier.verify(store()));
        assertEquals("log entry", refusal.step());
    }

    @Test
    void aKeyOpensWithItsPasswordAlone() throws Exception {
        byte[] password = "correct".getBytes(StandardCharsets.UTF_8);
        byte[] file = KeyFile.encrypted(KEY.getPrivate(), password).getBytes(StandardCharsets.US_ASCII);
        assertEquals(KEY.getPublic(), KeyFile.read(file, password).getPublic());
        assertThrows(TrustException.class, () -> KeyFile.read(file, "wrong".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thePolicyJudgesWhatIsNamedAndSigned() throws Exception {
        Files.writeString(folder.resolve("team.pub"), KeyFile.pem(KEY.getPublic()));
        TrustPolicy policy = TrustPolicy.parse("""
                version: 1
                registries: [registry.example.org]
                rules:
                  - images: ["registry.example.org/team/**"]
                    pinned: true
                    signers: [{key: team.pub}]
                """.getBytes(StandardCharsets.UTF_8), folder);
        assertEquals(policy, TrustPolicy.parse(TrustPolicyText.of(policy).getBytes(StandardCharsets.UTF_8), folder));
        assertEquals(
                List.of("trust-not-pinned", "trust-not-signed"), issues(policy, "registry.example.org/team/app:1"));
        new ImageSigner(new Signer(KEY), NOW).sign(store(), Map.of());
        String digest = store().image().toString();
        assertEquals(List.of(), issues(policy, "registry.example.org/team/app@" + digest));
        assertEquals(
                List.of("trust-registry-not-allowed", "trust-no-rule"), issues(policy, "other.example.org/team/app:1"));
    }

    private List<String> issues(TrustPolicy policy, String name) {
        TrustJudge judge = new TrustJudge(policy, List.of(), NOW);
        TrustJudge.Subject subject = new TrustJudge.Subject(ImageRef.parse(name), null);
        return judge.judge(subject, this::store).stream()
                .map(issue -> issue.id())
                .toList();
    }

    @Test
    void policiesOfOthersAreReadOrRefusedNeverWeakened() throws Exception {
        ForeignPolicies foreign = new ForeignPolicies(folder);
        TrustPolicy containers = foreign.read("""
                {"default":[{"type":"reject"}],
                 "transports":{"docker":{"registry.example.org":[{"type":"insecureAcceptAnything"}]}}}
                """.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), issues(containers, "registry.example.org/a:1"));
        assertEquals(List.of("trust-no-rule"), issues(containers, "other.example.org/a:1"));
        byte[] gpg = "{\"default\":[{\"type\":\"signedBy\",\"keyPath\":\"x\"}]}".getBytes(StandardCharsets.UTF_8);
        assertThrows(TrustException.class, () -> foreign.read(gpg));
        TrustPolicy cluster = foreign.read("""
                apiVersion: policy.sigstore.dev/v1beta1
                kind: ClusterImagePolicy
                spec:
                  images: [{glob: "registry.example.org/**"}]
                  authorities:
                    - keyless:
                        identities: [{issuer: "https://a.example.org", subjectRegExp: ".*@example.org"}]
                """.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("trust-not-signed"), issues(cluster, "registry.example.org/a:1"));
        assertTrue(cluster.rules().getFirst().enforced());
    }
}
