package dev.seawall.engine.scan;

import dev.seawall.engine.detect.license.LicenseFiles;
import dev.seawall.engine.license.LicenseExpression;
import dev.seawall.engine.license.LicenseExpression.AllOf;
import dev.seawall.engine.license.LicenseExpression.AnyOf;
import dev.seawall.engine.license.LicenseExpression.One;
import dev.seawall.engine.license.LicenseIssue;
import dev.seawall.engine.license.LicenseJudge;
import dev.seawall.engine.license.LicenseParser;
import dev.seawall.engine.license.LicensePolicy;
import dev.seawall.engine.license.LicenseTable;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Scope;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code license} scanner: what packages and licence files state, under the user's policy. */
final class LicenseFindings {
    /** Where several licences are stated, the user of these may choose; elsewhere all apply. */
    private static final Set<String> CHOICE = Set.of("composer", "maven", "npm");

    private static final int SHOWN = 5;

    private final LicenseJudge judge;
    private final MatchOptions options;

    LicenseFindings(LicensePolicy policy, MatchOptions options) {
        this.judge = new LicenseJudge(policy);
        this.options = options;
    }

    List<Finding> of(Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        inventory.packages().forEach(pkg -> findings.addAll(of(pkg)));
        findings.addAll(silent(inventory.packages()));
        for (FoundHit hit : inventory.hits()) {
            if (hit.hit().kind() == FindingKind.LICENSE) {
                findings.addAll(of(hit));
            }
        }
        return findings;
    }

    private List<Finding> of(Package pkg) {
        String stated = String.join(", ", pkg.licenses());
        return judge.judge(expression(pkg)).stream()
                .map(issue -> finding(pkg, issue, stated))
                .toList();
    }

    private static LicenseExpression expression(Package pkg) {
        List<LicenseExpression> all = pkg.licenses().stream()
                .filter(text -> !text.isBlank())
                .map(LicenseParser::parse)
                .toList();
        return CHOICE.contains(pkg.ecosystem()) && !all.isEmpty() ? new AnyOf(all) : new AllOf(all);
    }

    private Finding finding(Package pkg, LicenseIssue issue, String stated) {
        Location place = new Location(pkg.path(), pkg.line(), pkg.line(), pkg.layer(), false);
        String evidence = pkg.name() + " states " + shorten(stated) + (issue.denied() ? "; the policy denies it" : "");
        Finding finding = builder(issue, evidence).pkg(pkg).location(place).build();
        String noise = noise(pkg);
        return noise == null ? finding : finding.withStatus(FindingStatus.FOLDED, noise);
    }

    private @Nullable String noise(Package pkg) {
        if (pkg.coveredBy() != null && !options.comprehensive()) {
            return "covered by " + pkg.coveredBy() + ", which owns its files and states its own licences";
        }
        return pkg.scope() == Scope.DEV && !options.includeDev() ? "a development dependency" : null;
    }

    private static String shorten(String stated) {
        return stated.length() > 300 ? stated.substring(0, 300) + "..." : stated;
    }

    private static Finding.Builder builder(LicenseIssue issue, String evidence) {
        One one = issue.one();
        String standing = issue.denied() ? "denied" : one.license().category().label();
        return Finding.builder(FindingKind.LICENSE, one.license().findingId())
                .aliases(List.of("trivy:" + one.license().id()))
                .severity(issue.severity(), "seawall")
                .title(one.label() + " (" + standing + ")")
                .practices(List.of(Practice.IMG_3))
                .controls(List.of("NIST-800-190:4.1.5"))
                .evidence(evidence)
                .fix(Fix.advice(advice(issue)));
    }

    private static String advice(LicenseIssue issue) {
        String usual = issue.one().license().category().advice();
        return issue.denied() ? "Replace it: --license-deny names it. " + usual : usual;
    }

    /** A licence file: judged as if a package stated what it holds. */
    private List<Finding> of(FoundHit found) {
        List<Finding> findings = new ArrayList<>();
        if (found.hit().id().equals(LicenseFiles.NOT_RECOGNISED)) {
            findings.addAll(HitFindings.of(List.of(found)));
        }
        LicenseTable.builtIn()
                .ofFinding(found.hit().id())
                .map(license -> judge.judge(new One(license, "")))
                .orElse(List.of())
                .forEach(issue -> findings.add(builder(issue, found.hit().evidence())
                        .location(found.location())
                        .build()));
        String owner = found.owner();
        return owner == null
                ? findings
                : findings.stream()
                        .map(finding -> finding.withStatus(FindingStatus.FOLDED, "a file of " + owner))
                        .toList();
    }

    /** One finding per file for the packages in it that state nothing: silence is no permission. */
    private List<Finding> silent(List<Package> packages) {
        Map<String, List<Package>> byFile = packages.stream()
                .filter(pkg -> pkg.licenses().stream().allMatch(String::isBlank) && noise(pkg) == null)
                .collect(Collectors.groupingBy(Package::path, TreeMap::new, Collectors.toList()));
        return byFile.values().stream().map(LicenseFindings::silence).toList();
    }

    private static Finding silence(List<Package> packages) {
        Package first = packages.getFirst();
        String names = packages.stream().limit(SHOWN).map(Package::name).collect(Collectors.joining(", "));
        String more = packages.size() > SHOWN ? " and " + (packages.size() - SHOWN) + " more" : "";
        return Finding.builder(FindingKind.LICENSE, "license-not-stated")
                .severity(Severity.UNKNOWN, "seawall")
                .title("No licence is stated for packages listed here")
                .practices(List.of(Practice.IMG_3))
                .controls(List.of("NIST-800-190:4.1.5"))
                .location(new Location(first.path(), 0, 0, first.layer(), false))
                .evidence(names + more)
                .fix(Fix.advice("Scan where they are installed, or look their licences up"))
                .build();
    }
}
