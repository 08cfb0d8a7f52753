package dev.seawall.engine.trust.policy;

import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.trust.crypto.Keys;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.ImageVerifier;
import dev.seawall.engine.trust.image.ImageVerifier.Wanted;
import dev.seawall.engine.trust.image.PredicatePolicy;
import dev.seawall.engine.trust.image.PredicateTypes;
import dev.seawall.engine.trust.image.SignatureStore;
import dev.seawall.engine.trust.policy.TrustPolicy.Otherwise;
import dev.seawall.engine.trust.sigstore.BundleVerifier;
import dev.seawall.engine.trust.sigstore.Demands;
import dev.seawall.engine.trust.sigstore.Identity;
import dev.seawall.engine.trust.sigstore.TrustedRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges images under a trust policy. Used alike by scan, gate, admission and agent. */
public final class TrustJudge {
    private final TrustPolicy policy;
    private final List<TrustedRoot> roots;
    private final Instant now;

    /** Judges under a policy, with the roots that keyless signatures rest on, at a time. */
    public TrustJudge(TrustPolicy policy, List<TrustedRoot> roots, Instant now) {
        this.policy = policy;
        this.roots = List.copyOf(roots);
        this.now = now;
    }

    /**
     * An image to judge.
     *
     * @param ref as it was asked for, so that a missing digest shows
     * @param created when it was built, or null where it does not say
     */
    public record Subject(ImageRef ref, @Nullable Instant created) {}

    /** Opens what was signed about an image; asked only where a rule demands signatures. */
    @FunctionalInterface
    public interface Signatures {
        /** Opens it; the judge closes it. */
        SignatureStore open() throws IOException;
    }

    /** Everything in which the image falls short; empty where it may be used. */
    public List<TrustIssue> judge(Subject subject, Signatures signatures) {
        ImageRef ref = subject.ref();
        List<TrustIssue> out = new ArrayList<>();
        if (!policy.registries().isEmpty() && !policy.registries().contains(ref.registry())) {
            out.add(new TrustIssue(
                    "trust-registry-not-allowed", "Registry is not allowed", "pulled from " + ref.registry(), true));
        }
        List<TrustRule> rules =
                policy.rules().stream().filter(rule -> rule.isAbout(ref)).toList();
        if (rules.isEmpty() && policy.otherwise() != Otherwise.ALLOW) {
            boolean enforced = policy.otherwise() == Otherwise.DENY;
            out.add(new TrustIssue("trust-no-rule", "No trust rule allows this image", ref.name(), enforced));
        }
        rules.forEach(rule -> out.addAll(new Judgement(rule, subject, signatures).issues()));
        return List.copyOf(out);
    }

    /** One rule and one image. */
    private final class Judgement {
        private final TrustRule rule;
        private final Subject subject;
        private final Signatures signatures;
        private final List<TrustIssue> issues = new ArrayList<>();

        Judgement(TrustRule rule, Subject subject, Signatures signatures) {
            this.rule = rule;
            this.subject = subject;
            this.signatures = signatures;
        }

        List<TrustIssue> issues() {
            switch (rule.verdict()) {
                case ACCEPTED -> {}
                case REJECTED -> add("trust-rejected", "Image is rejected", "by the rule about " + rule.images());
                case JUDGED -> judged();
            }
            return issues;
        }

        private void add(String id, String title, String evidence) {
            issues.add(new TrustIssue(id, title, evidence, rule.enforced()));
        }

        private void judged() {
            if (rule.pinned() && subject.ref().digest() == null) {
                add("trust-not-pinned", "Image is not pinned to a digest", "asked for as " + subject.ref());
            }
            if (rule.official() && !OfficialImages.isSupported(subject.ref())) {
                boolean was = OfficialImages.isDeprecated(subject.ref());
                String name = subject.ref().name();
                add("trust-not-official", "Not a supported official image", name + (was ? " is given up" : ""));
            }
            age();
            if (rule.threshold() > 0 || !rule.attestations().isEmpty()) {
                signed();
            }
        }

        private void age() {
            Instant created = subject.created();
            if (rule.maxAgeDays() == 0) {
                return;
            }
            long days = created == null ? -1 : Duration.between(created, now).toDays();
            if (days < 0 || days > rule.maxAgeDays()) {
                String evidence = created == null ? "it does not say when it was built" : "built " + created;
                add("trust-too-old", "Image is older than " + rule.maxAgeDays() + " days", evidence);
            }
        }

        private void signed() {
            try (SignatureStore store = signatures.open()) {
                List<String> reasons = new ArrayList<>();
                long held = rule.signers().stream()
                        .filter(signer -> holds(signer, store, Wanted.signature(), reasons))
                        .count();
                if (held < rule.threshold()) {
                    add("trust-not-signed", "Image is not signed as demanded", String.join("; ", reasons));
                }
                rule.attestations().forEach(attested -> attested(attested, store));
            } catch (IOException e) {
                add("trust-not-verified", "Signatures could not be read", String.valueOf(e.getMessage()));
            }
        }

        private void attested(TrustRule.Attested attested, SignatureStore store) {
            String type = PredicateTypes.named(attested.predicateType());
            Wanted wanted = new Wanted(
                    type, attested.condition().isEmpty() ? null : PredicatePolicy.of(attested.condition()), Map.of());
            List<String> reasons = new ArrayList<>();
            if (rule.signers().stream().noneMatch(signer -> holds(signer, store, wanted, reasons))) {
                add("trust-not-attested", "Attestation " + type + " is missing", String.join("; ", reasons));
            }
        }

        private boolean holds(TrustAuthority signer, SignatureStore store, Wanted wanted, List<String> reasons) {
            try {
                List<BundleVerifier> verifiers = new ArrayList<>();
                for (TrustedRoot root : roots.isEmpty() ? List.of(TrustedRoot.none()) : roots) {
                    verifiers.add(new BundleVerifier(root, demands(signer)));
                }
                return !new ImageVerifier(verifiers, wanted)
                        .verify(store)
                        .verified()
                        .isEmpty();
            } catch (TrustException | IOException e) {
                reasons.add(signer.label() + ": " + e.getMessage());
                return false;
            }
        }
    }

    private Demands demands(TrustAuthority signer) throws TrustException {
        return switch (signer) {
            case TrustAuthority.Key key -> {
                Demands demands = Demands.ofKey(Keys.pem(key.pem().getBytes(StandardCharsets.US_ASCII)), now);
                yield key.log() ? demands : demands.withoutLog();
            }
            case TrustAuthority.Keyless keyless ->
                Demands.of(
                        new Identity(
                                Identity.Matcher.of(keyless.identity(), keyless.identityExpression(), "identity"),
                                Identity.Matcher.of(keyless.issuer(), keyless.issuerExpression(), "issuer"),
                                Map.of()),
                        now);
        };
    }
}
