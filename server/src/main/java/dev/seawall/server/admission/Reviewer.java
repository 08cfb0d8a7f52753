package dev.seawall.server.admission;

import dev.seawall.engine.check.Checker;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import dev.seawall.server.judge.JudgedImages;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides about one object: where it goes, what its checks say, whether its images may be used. */
final class Reviewer {
    private final AdmissionConfig config;
    private final JudgedImages images;
    private final Clock clock;

    Reviewer(AdmissionConfig config, JudgedImages images, Clock clock) {
        this.config = config;
        this.images = images;
        this.clock = clock;
    }

    /** What was found. */
    private static final class Found {
        private final List<String> reasons = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> unjudged = new ArrayList<>();
        private final Map<String, String> pins = new TreeMap<>();
    }

    ReviewAnswer validate(Review review) {
        return answer(review, false);
    }

    /** Says the same and pins images by the digests that were judged. */
    ReviewAnswer mutate(Review review) {
        return answer(review, true);
    }

    private ReviewAnswer answer(Review review, boolean pins) {
        if (!review.changesAnything()) {
            return ReviewAnswer.allowed("unchanged");
        }
        if (config.excludes(namespace(review))) {
            return ReviewAnswer.allowed("excluded");
        }
        Found found = new Found();
        check(review, found);
        PodImages.of(review.object()).forEach((pointer, image) -> image(pointer, image, found));
        return decided(review, found, pins ? found.pins : Map.of());
    }

    /** A namespace is judged as one of its own, so that a new one is under its own rules. */
    private static String namespace(Review review) {
        return review.kind().equals("Namespace") ? review.name() : review.namespace();
    }

    private void check(Review review, Found found) {
        try {
            byte[] object = Json.mapper().writeValueAsBytes(review.object());
            for (Finding finding :
                    Checker.findings(InputFile.of(review.subject().replace('/', '-') + ".json", object))) {
                if (config.failOn() != null && finding.severity().isAtLeast(config.failOn())) {
                    found.reasons.add(told(finding));
                } else if (finding.severity().isAtLeast(Severity.MEDIUM)) {
                    found.warnings.add(told(finding));
                }
            }
        } catch (IOException e) {
            // objects that no reader knows have no checks; their images are judged all the same
            return;
        } catch (SeawallException e) {
            found.unjudged.add("The checks could not be run: " + e.because() + ".");
        }
    }

    private static String told(Finding finding) {
        String evidence = finding.evidence();
        String more = evidence.isEmpty() || evidence.startsWith(finding.title()) ? "" : " (" + evidence + ")";
        return finding.id() + ": " + finding.title() + more + ".";
    }

    private void image(String pointer, String image, Found found) {
        JudgedImages.Named named = images.judge(image);
        String head = "Image " + image + ": ";
        List<String> to = named.decision().passing() ? found.unjudged : found.reasons;
        named.decision().reasons().forEach(reason -> to.add(head + reason));
        named.decision().warnings().forEach(warning -> found.warnings.add(head + warning));
        if (named.decision().allowed()) {
            pinned(image, named.digest()).ifPresent(pin -> found.pins.put(pointer, pin));
        }
    }

    private static Optional<String> pinned(String image, Optional<Digest> digest) {
        if (digest.isEmpty() || image.contains("@")) {
            return Optional.empty();
        }
        ImageRef ref = ImageRef.parse(image);
        return Optional.of(new ImageRef(ref.registry(), ref.repository(), ref.tag(), digest.get()).toString());
    }

    private ReviewAnswer decided(Review review, Found found, Map<String, String> pins) {
        List<String> reasons = new ArrayList<>(new TreeSet<>(found.reasons));
        if (config.closed()) {
            reasons.addAll(found.unjudged);
        } else {
            found.unjudged.forEach(line -> found.warnings.add("not judged, let through: " + line));
        }
        String why = String.join(" ", reasons);
        List<String> warnings = new ArrayList<>(new TreeSet<>(found.warnings));
        if (reasons.isEmpty()) {
            return new ReviewAnswer(
                    true, "", warnings, pins, config.enforces(namespace(review)) ? "enforce" : "observe");
        }
        var opened = config.opens(namespace(review), clock.instant());
        if (opened.isPresent()) {
            warnings.addFirst("let through until " + opened.get().until() + " by "
                    + opened.get().owner() + ": " + opened.get().reason());
            return new ReviewAnswer(true, why, warnings, pins, "break-glass");
        }
        if (config.enforces(namespace(review))) {
            return new ReviewAnswer(
                    false, "Seawall refuses " + review.subject() + ". " + why, List.of(), Map.of(), "enforce");
        }
        List<String> told = new ArrayList<>();
        reasons.forEach(reason -> told.add("would be refused: " + reason));
        told.addAll(warnings);
        return new ReviewAnswer(true, why, told, pins, "observe");
    }
}
