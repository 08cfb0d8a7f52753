package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import java.util.List;

/** Turns what detectors saw into findings. */
final class HitFindings {
    private HitFindings() {}

    /** Of everything but licences, which a policy judges first. */
    static List<Finding> ofRisks(List<FoundHit> hits) {
        return of(hits.stream()
                .filter(found -> found.hit().kind() != FindingKind.LICENSE)
                .toList());
    }

    static List<Finding> of(List<FoundHit> hits) {
        return hits.stream().map(HitFindings::of).toList();
    }

    private static Finding of(FoundHit found) {
        Hit hit = found.hit();
        Finding finding = Finding.builder(hit.kind(), hit.id())
                .aliases(hit.aliases())
                .severity(hit.severity(), "seawall")
                .title(hit.title())
                .practices(hit.practices())
                .controls(hit.controls())
                .location(found.location())
                .evidence(hit.evidence())
                .fix(Fix.advice(hit.advice()))
                .build();
        // what a distribution ships to everybody is no secret
        return hit.kind() == FindingKind.SECRET && found.owner() != null
                ? finding.withStatus(FindingStatus.FOLDED, "part of the distribution's package " + found.owner())
                : finding;
    }
}
