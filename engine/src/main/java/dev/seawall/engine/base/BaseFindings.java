package dev.seawall.engine.base;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a base image: not official, unsupported, old, or not even known. */
public final class BaseFindings {
    private static final int OLD_DAYS = 180;
    private static final int VERY_OLD_DAYS = 365;
    private static final List<String> CONTROLS = List.of("NIST-800-190:4.1.5", "CIS-DOCKER:4.2");

    private final BaseImage base;
    private final List<Finding> findings = new ArrayList<>();

    private BaseFindings(BaseImage base) {
        this.base = base;
    }

    /**
     * Judges a base.
     *
     * @param os of the image, its end of life assessed
     * @param today the day that ages count from
     */
    public static List<Finding> of(BaseImage base, Os os, LocalDate today) {
        BaseFindings all = new BaseFindings(base);
        all.name();
        if (os.eol()) {
            all.add(
                    "base-end-of-life",
                    Severity.HIGH,
                    "Base image without security updates",
                    os.id() + " " + os.version() + " has reached its end of life",
                    "Build from a supported release");
        }
        all.age(today);
        return List.copyOf(all.findings);
    }

    private void name() {
        String name = base.name();
        ImageRef reference = name == null ? null : reference(name);
        if (reference == null) {
            add(
                    "base-unknown",
                    Severity.LOW,
                    "Base image not known",
                    name == null
                            ? "neither its layers nor a label name the image this one was built from"
                            : "it is built from " + name + ", which is no name in a registry",
                    "Label it with org.opencontainers.image.base.name, or give --base-candidate or --base-index");
            return;
        }
        OfficialImages catalogue = OfficialImages.known();
        switch (catalogue.standing(reference)) {
            case MAINTAINED -> {}
            case DEPRECATED ->
                add(
                        "base-deprecated",
                        Severity.HIGH,
                        "Base image no longer maintained",
                        reference.familiar() + " is marked deprecated (catalogue of " + catalogue.asOf() + ")",
                        catalogue.successor(reference).isEmpty()
                                ? "Build from a maintained image"
                                : "Build from " + catalogue.successor(reference));
            case NOT_OFFICIAL ->
                add(
                        "base-not-official",
                        Severity.LOW,
                        "Base image is not an official one",
                        reference.familiar() + " is not among Docker's official images (catalogue of "
                                + catalogue.asOf() + ")",
                        "Build from an official image, or from your own whose signature you verify");
        }
    }

    private void age(LocalDate today) {
        Instant created = base.created();
        if (created == null) {
            if (base.layers() > 0) {
                add(
                        "base-age-unknown",
                        Severity.LOW,
                        "Age of the base image not known",
                        "its history has no date, or one that cannot be true",
                        "Pin the base by tag and digest and rebuild it on a schedule");
            }
            return;
        }
        long days = ChronoUnit.DAYS.between(created.atZone(ZoneOffset.UTC).toLocalDate(), today);
        if (days > OLD_DAYS) {
            add(
                    "base-old",
                    days > VERY_OLD_DAYS ? Severity.MEDIUM : Severity.LOW,
                    "Base image is old",
                    "built on " + created.atZone(ZoneOffset.UTC).toLocalDate() + ", " + days + " days ago",
                    "Pull the base again and rebuild");
        }
    }

    private void add(String id, Severity severity, String title, String evidence, String advice) {
        findings.add(Finding.builder(FindingKind.TRUST, id)
                .severity(severity, "seawall")
                .title(title)
                .practices(List.of(Practice.IMG_1))
                .controls(CONTROLS)
                .evidence(evidence)
                .fix(Fix.advice(advice))
                .build());
    }

    private static @Nullable ImageRef reference(String name) {
        try {
            return ImageRef.parse(name);
        } catch (IllegalArgumentException notAReference) {
            return null;
        }
    }
}
