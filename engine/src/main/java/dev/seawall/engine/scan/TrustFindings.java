package dev.seawall.engine.scan;

import dev.seawall.engine.image.Image;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.trust.image.SignatureStore;
import dev.seawall.engine.trust.policy.TrustIssue;
import dev.seawall.engine.trust.policy.TrustJudge;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code trust} scanner: an image under the trust policy, each shortcoming one finding. */
public final class TrustFindings {
    private final @Nullable TrustJudge judge;
    private final Signatures signatures;

    /** Opens what was signed about a target, by the name the user gave. */
    @FunctionalInterface
    public interface Signatures {
        /** Opens it. */
        SignatureStore open(String target) throws IOException;
    }

    /**
     * @param judge null where no policy is installed, which is a finding of its own
     */
    public TrustFindings(@Nullable TrustJudge judge, Signatures signatures) {
        this.judge = judge;
        this.signatures = signatures;
    }

    List<Finding> of(Image image) {
        if (judge == null) {
            TrustIssue none = new TrustIssue(
                    "trust-no-policy", "No trust policy says who must have signed images", "none is installed", false);
            return List.of(finding(none));
        }
        ImageRef ref = reference(image.name());
        if (ref == null) {
            TrustIssue nameless = new TrustIssue(
                    "trust-no-source", "Nothing says where the image comes from", "scanned as " + image.name(), false);
            return List.of(finding(nameless));
        }
        List<Finding> out = new ArrayList<>();
        TrustJudge.Subject subject =
                new TrustJudge.Subject(ref, created(image.config().created()));
        for (TrustIssue issue : judge.judge(subject, () -> signatures.open(image.name()))) {
            out.add(finding(issue));
        }
        return out;
    }

    private static @Nullable ImageRef reference(String name) {
        String plain = name.replaceFirst("^(registry|docker|podman|containerd):", "");
        if (plain.matches("(archive|oci|dir):.*") || plain.startsWith("/") || plain.startsWith(".")) {
            return null;
        }
        try {
            return ImageRef.parse(plain);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Instant created(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Finding finding(TrustIssue issue) {
        Practice practice =
                switch (issue.id()) {
                    case "trust-not-signed", "trust-not-attested", "trust-not-verified", "trust-no-policy" ->
                        Practice.IMG_2;
                    case "trust-registry-not-allowed" -> Practice.REG_2;
                    default -> Practice.IMG_1;
                };
        return Finding.builder(FindingKind.TRUST, issue.id())
                .severity(issue.enforced() ? Severity.HIGH : Severity.LOW, "seawall")
                .title(issue.title())
                .practices(List.of(practice))
                .controls(List.of("NIST-800-190:4.1.5"))
                .evidence(issue.evidence())
                .build();
    }
}
