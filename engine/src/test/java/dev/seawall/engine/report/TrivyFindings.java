package dev.seawall.engine.report;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import dev.seawall.engine.sbom.SbomContent;
import dev.seawall.engine.sbom.Sboms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A peer's JSON report as ours, to compare what both make of it. */
final class TrivyFindings {
    private TrivyFindings() {}

    static Report read(byte[] json) throws IOException {
        SbomContent content = Sboms.read(json);
        List<Finding> findings = new ArrayList<>();
        for (JsonNode result : Json.parse(json).path("Results")) {
            for (JsonNode v : result.path("Vulnerabilities")) {
                Package pkg = content.packages().stream()
                        .filter(p -> p.name().equals(v.path("PkgName").asString()))
                        .findFirst()
                        .orElseThrow();
                findings.add(finding(v, pkg));
            }
        }
        Target target = new Target(Target.Kind.IMAGE, content.name(), content.digest(), content.os(), List.of());
        return new Report(
                DatabaseInfo.NONE,
                target,
                content.packages(),
                findings,
                List.of(),
                List.of(),
                List.of(),
                new Verdict(true, "default", List.of()));
    }

    private static Finding finding(JsonNode v, Package pkg) {
        JsonNode nvd = v.path("CVSS").path("nvd");
        List<String> references = new ArrayList<>();
        v.path("References").forEach(r -> references.add(r.asString()));
        return SampleReport.vulnerability(
                        v.path("VulnerabilityID").asString(),
                        pkg,
                        Severity.parse(v.path("Severity").asString()),
                        v.path("Title").asString())
                .fix(new Fix(Fix.State.FIXED, v.path("FixedVersion").asString(), null))
                .cvss(List.of(
                        new CvssScore(
                                nvd.path("V3Vector").asString(),
                                nvd.path("V3Score").asDouble(),
                                "nvd"),
                        new CvssScore(
                                nvd.path("V2Vector").asString(),
                                nvd.path("V2Score").asDouble(),
                                "nvd")))
                .references(references)
                .build();
    }
}
