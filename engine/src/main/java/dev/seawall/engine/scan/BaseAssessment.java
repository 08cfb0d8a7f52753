package dev.seawall.engine.scan;

import dev.seawall.engine.base.BaseFinder;
import dev.seawall.engine.base.BaseFindings;
import dev.seawall.engine.base.BaseImage;
import dev.seawall.engine.base.BaseUpgrades;
import dev.seawall.engine.base.KnownBases;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Marks the layers of the base image, judges it where trust is asked for, and compares it with the candidates given. */
final class BaseAssessment {
    private final Scanner scanner;
    private final ScanRequest request;

    BaseAssessment(Scanner scanner, ScanRequest request) {
        this.scanner = scanner;
        this.request = request;
    }

    /** @param judge makes the report once the layers are marked */
    Report assess(Image image, Inventory inventory, Function<Inventory, Report> judge) {
        List<Report> candidates = request.base().candidates().stream()
                .map(candidate -> scanner.scan(request.of(candidate)))
                .toList();
        KnownBases known = request.base()
                .known()
                .and(candidates.stream().map(BaseAssessment::known).toList());
        BaseImage base = BaseFinder.find(image.tags(), image.config(), known);
        Report report = judge.apply(inventory.withBaseLayers(base.layers()));
        List<Finding> findings = new ArrayList<>(report.findings());
        if (request.reading().has(ScanOptions.Kind.TRUST)) {
            findings.addAll(BaseFindings.of(base, report.target().os(), request.today()));
        }
        findings.addAll(BaseUpgrades.of(report, candidates));
        return report.judged(findings, report.verdict());
    }

    private static KnownBases.Known known(Report candidate) {
        List<Digest> ids =
                candidate.target().layers().stream().map(Layer::diffId).toList();
        return new KnownBases.Known(candidate.target().name(), ids);
    }
}
