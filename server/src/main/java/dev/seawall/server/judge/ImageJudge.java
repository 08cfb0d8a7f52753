package dev.seawall.server.judge;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.FetchedManifest;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.trust.image.RegistryStore;
import dev.seawall.engine.trust.policy.TrustIssue;
import dev.seawall.engine.trust.policy.TrustJudge;
import dev.seawall.engine.trust.policy.TrustPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Judges images in registries under a policy: who signed them, what their scan says, what excepts them. An index is judged
 * by itself for its signature and by its children for everything else.
 */
public final class ImageJudge {
    private static final int MAX_CHILDREN = 200;
    private static final int MAX_CONFIG_BYTES = 8 << 20;

    private final GatePolicy policy;
    private final Images images;
    private final Scans scans;
    private final Clock clock;
    private final HarmlessArtifacts artifacts;

    /**
     * An image to judge.
     *
     * @param named as users name it, with tag or digest as they asked
     * @param stored where it is read, by digest
     */
    public record Subject(ImageRef named, ImageRef stored, FetchedManifest manifest) {}

    /** Judges under one policy. */
    public ImageJudge(GatePolicy policy, Images images, Scans scans, Clock clock) {
        this.policy = policy;
        this.images = images;
        this.scans = scans;
        this.clock = clock;
        this.artifacts = new HarmlessArtifacts(images);
    }

    /** The policy it judges by. */
    public GatePolicy policy() {
        return policy;
    }

    /** Whether the image may be used. Never throws for what the image or its registry does. */
    public Decision judge(Subject subject, Digest... signedParents) {
        if (!policy.demands()) {
            return Decision.ALLOWED;
        }
        try {
            return excepted(subject, new Judging(subject, List.of(signedParents)).decision());
        } catch (IOException e) {
            return new Decision(
                    List.of("It could not be judged: " + e.getMessage() + ". Try again, or push it again."),
                    List.of(),
                    true);
        }
    }

    private Decision excepted(Subject subject, Decision decision) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ImageRef pinned = subject.named().withDigest(subject.manifest().digest());
        Optional<BreakGlass> exception = policy.exceptions().stream()
                .filter(each -> each.covers(pinned, today))
                .findFirst();
        if (decision.allowed() || exception.isEmpty()) {
            return decision;
        }
        List<String> warnings = new ArrayList<>(List.of(exception.get().told()));
        warnings.addAll(decision.reasons());
        return new Decision(List.of(), warnings, false);
    }

    /** One image. */
    private final class Judging {
        private final Subject subject;
        private final List<Digest> parents;
        private final List<String> reasons = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private boolean passing;

        Judging(Subject subject, List<Digest> parents) {
            this.subject = subject;
            this.parents = parents;
        }

        Decision decision() throws IOException {
            JsonNode manifest = Json.parse(subject.manifest().content());
            if (manifest.has("manifests") && (manifest.has("layers") || manifest.has("config"))) {
                reasons.add("It is an index and an image at once, which clients take for different things."
                        + " Push it again as one of them.");
            } else if (manifest.path("manifests").isArray()) {
                index(manifest);
            } else if (!manifest.path("config").isObject()) {
                reasons.add("Its manifest is of a kind that cannot be judged. Push it again with a current client.");
            } else if (!artifacts.includes(subject.stored(), manifest)) {
                image(manifest);
            }
            return new Decision(reasons, warnings, passing);
        }

        private void index(JsonNode index) throws IOException {
            List<Subject> children = children(index);
            if (children.isEmpty()) {
                reasons.add("It is an index of nothing. Push it again with its images.");
            }
            TrustPolicy trust = policy.trust();
            boolean signed = trust == null;
            if (trust != null) {
                Decision own = trusted(trust, subject, created(children));
                signed = own.allowed();
                boolean allSigned = !signed
                        && !children.isEmpty()
                        && children.stream().allMatch(child -> trustedAlone(trust, child));
                if (!signed && !allSigned) {
                    reasons.addAll(own.reasons());
                }
                warnings.addAll(own.warnings());
            }
            children.forEach(child -> scans.ahead(child.stored(), images.options(), policy));
            for (Subject child : children) {
                scan(child, Json.parse(child.manifest().content()));
            }
        }

        private boolean trustedAlone(TrustPolicy trust, Subject child) {
            return trusted(trust, child, created(List.of(child))).allowed();
        }

        private List<Subject> children(JsonNode index) throws IOException {
            List<Subject> out = new ArrayList<>();
            for (JsonNode entry : index.path("manifests")) {
                Descriptor child = Descriptor.parse(entry);
                ImageRef stored = subject.stored().withDigest(child.digest());
                FetchedManifest fetched = images.manifest(stored);
                boolean attached = artifacts.includes(stored, Json.parse(fetched.content()));
                if (!attached) {
                    out.add(new Subject(subject.named().withDigest(child.digest()), stored, fetched));
                }
                if (out.size() > MAX_CHILDREN) {
                    throw new IOException("its index lists more than " + MAX_CHILDREN + " images");
                }
            }
            return out;
        }

        private void image(JsonNode manifest) throws IOException {
            TrustPolicy trust = policy.trust();
            if (trust != null) {
                Decision own = trusted(trust, subject, created(List.of(subject)));
                if (!own.allowed() && !signedByParent(trust)) {
                    reasons.addAll(own.reasons());
                }
                warnings.addAll(own.warnings());
            }
            scan(subject, manifest);
        }

        /** A child of an index is signed where an index that lists it is. */
        private boolean signedByParent(TrustPolicy trust) throws IOException {
            for (Digest parent : parents) {
                ImageRef stored = subject.stored().withDigest(parent);
                Subject index = new Subject(subject.named().withDigest(parent), stored, images.manifest(stored));
                boolean lists = new String(index.manifest().content(), java.nio.charset.StandardCharsets.UTF_8)
                        .contains(subject.manifest().digest().toString());
                if (lists && trusted(trust, index, created(List.of(subject))).allowed()) {
                    return true;
                }
            }
            return false;
        }

        private void scan(Subject image, JsonNode manifest) {
            ScanDemand demand = policy.scan();
            if (demand == null) {
                return;
            }
            String of = image.manifest().digest().equals(subject.manifest().digest())
                    ? ""
                    : image.manifest().digest() + ": ";
            String type = manifest.path("config").path("mediaType").asString("");
            if (!type.equals(MediaTypes.OCI_CONFIG) && !type.equals(MediaTypes.DOCKER_CONFIG)) {
                if (!demand.artifacts()) {
                    reasons.add(of + "It is an artifact of type " + type
                            + " that no scan can judge. The policy can allow such by artifacts: allow.");
                }
                return;
            }
            for (JsonNode layer : manifest.path("layers")) {
                if (layer.path("urls").size() > 0
                        || MediaTypes.isForeign(layer.path("mediaType").asString(""))) {
                    reasons.add(of + "A layer of it is kept outside the registry and cannot be judged."
                            + " Push the image with all its layers.");
                    return;
                }
            }
            Decision scanned = scans.judge(image.stored(), images.options(), policy, demand);
            scanned.reasons().forEach(reason -> reasons.add(of + reason));
            passing |= scanned.passing();
        }
    }

    private Decision trusted(TrustPolicy trust, Subject subject, @Nullable Instant created) {
        TrustJudge judge = new TrustJudge(trust, policy.roots(), clock.instant());
        List<String> reasons = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (TrustIssue issue : judge.judge(
                new TrustJudge.Subject(subject.named(), created),
                () -> RegistryStore.open(images.fresh(), subject.stored()))) {
            (issue.enforced() ? reasons : warnings).add(issue.title() + " (" + issue.evidence() + ")." + remedy(issue));
        }
        return new Decision(reasons, warnings, false);
    }

    private static String remedy(TrustIssue issue) {
        return switch (issue.id()) {
            case "trust-not-signed" -> " Sign it with: seawall sign.";
            case "trust-not-attested" -> " Attest it with: seawall attest.";
            case "trust-not-pinned" -> " Ask for it by its digest.";
            case "trust-too-old" -> " Build it again.";
            case "trust-no-rule", "trust-registry-not-allowed" -> " Ask for a rule about it.";
            default -> "";
        };
    }

    /** When the oldest of these images was built, or null where one does not say. */
    private @Nullable Instant created(List<Subject> subjects) {
        Instant oldest = null;
        for (Subject each : subjects) {
            Instant own = created(each);
            if (own == null) {
                return null;
            }
            oldest = oldest == null || own.isBefore(oldest) ? own : oldest;
        }
        return oldest;
    }

    private @Nullable Instant created(Subject subject) {
        try {
            Descriptor config =
                    Descriptor.parse(Json.parse(subject.manifest().content()).path("config"));
            byte[] content = images.blob(subject.stored(), config.digest(), MAX_CONFIG_BYTES);
            String text = Json.parse(content).path("created").asString("");
            return OffsetDateTime.parse(text).toInstant();
        } catch (IOException | DateTimeParseException e) {
            return null;
        }
    }
}
