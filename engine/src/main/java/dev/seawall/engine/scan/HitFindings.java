package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Fix;
import java.util.List;

/** Turns what detectors saw into findings. */
final class HitFindings {
    private HitFindings() {}

    static List<Finding> of(List<FoundHit> hits) {
        return hits.stream().map(HitFindings::of).toList();
    }

    private static Finding of(FoundHit found) {
        Hit hit = found.hit();
        return Finding.builder(hit.kind(), hit.id())
                .severity(hit.severity(), "seawall")
                .title(hit.title())
                .practices(hit.practices())
                .controls(hit.controls())
                .location(found.location())
                .evidence(hit.evidence())
                .fix(Fix.advice(hit.advice()))
                .build();
    }
}
