package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.advisory.Rating;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.version.Affected;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionScheme;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what was joined about a package down as a finding. */
record FindingWriter(Advisories advisories, MatchOptions options) {
    private static final int MAX_REFERENCES = 20;

    Finding write(Package pkg, Problem problem, VersionScheme scheme) {
        List<Rating> byCve = problem.cves().stream()
                .flatMap(cve -> advisories.ratings(cve).stream())
                .toList();
        SeverityChoice severity = SeverityChoice.of(problem, byCve, options.severitySources());
        Fix fix = Fixes.of(problem, scheme);
        boolean kev = problem.cves().stream().anyMatch(advisories::knownExploited);
        Double epss = epss(problem);
        Priority priority = Priority.of(severity.severity(), epss, kev, fix);
        Finding.Builder finding = Finding.builder(kind(problem), problem.id())
                .aliases(problem.aliases())
                .severity(severity.severity(), severity.source())
                .title(title(pkg, problem))
                .practices(List.of(Practice.IMG_3))
                .controls(List.of(problem.isMalware() ? "NIST-800-190:4.1.3" : "NIST-800-190:4.1.1"))
                .pkg(pkg)
                .fix(fix)
                .location(new Location(pkg.path(), pkg.line(), pkg.line(), pkg.layer(), false))
                .evidence(evidence(pkg, problem, fix, scheme))
                .cvss(Scores.of(vectors(problem, byCve)))
                .epss(epss)
                .kev(kev)
                .references(references(problem))
                .priority(priority.score(), priority.factors());
        Noise.reason(pkg, options)
                .or(() -> noVersion(problem))
                .ifPresent(reason -> finding.status(FindingStatus.FOLDED, reason));
        return finding.build();
    }

    private static FindingKind kind(Problem problem) {
        return problem.isMalware() ? FindingKind.MALWARE : FindingKind.VULNERABILITY;
    }

    /** A package that states no version at all, such as an open requirement, may be any: listed, but not counted. */
    private static Optional<String> noVersion(Problem problem) {
        boolean none = !problem.isCertain()
                && problem.statements().stream()
                        .allMatch(statement -> statement.key().version().isEmpty());
        return none ? Optional.of("unknown: the package states no version") : Optional.empty();
    }

    private @Nullable Double epss(Problem problem) {
        OptionalDouble highest = problem.cves().stream()
                .map(advisories::epss)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max();
        return highest.isPresent() ? highest.getAsDouble() : null;
    }

    private static List<Rating> vectors(Problem problem, List<Rating> byCve) {
        List<Rating> ratings = new ArrayList<>();
        problem.statements()
                .forEach(statement -> ratings.addAll(statement.advisory().ratings()));
        byCve.stream().filter(rating -> rating.source().equals("nvd")).forEach(ratings::add);
        return ratings;
    }

    private static String title(Package pkg, Problem problem) {
        return problem.statements().stream()
                .map(statement -> statement.advisory().summary())
                .filter(summary -> !summary.isEmpty())
                .findFirst()
                .orElseGet(() -> problem.isMalware()
                        ? pkg.name() + " is a malicious package"
                        : "Vulnerability " + problem.id() + " in " + nameOf(problem));
    }

    private static String nameOf(Problem problem) {
        return problem.statements().getFirst().key().name();
    }

    private static String evidence(Package pkg, Problem problem, Fix fix, VersionScheme scheme) {
        Statement first = problem.statements().getFirst();
        String subject = first.key().name() + " " + first.key().version();
        String by =
                " (" + first.affected().ecosystem() + ", " + first.advisory().id() + ")";
        if (!problem.isCertain() && first.answer() instanceof Affected.Unknown unknown) {
            String what = parses(first.key().version(), scheme)
                    ? "a version of the advisory"
                    : "version " + first.key().version() + " of " + pkg.name();
            return "unknown: " + what + " does not parse (" + unknown.reason() + ")" + by;
        }
        return switch (fix.state()) {
            case FIXED -> subject + " is affected, fixed in " + fix.version() + by;
            case WONT_FIX -> subject + " is affected and will not be fixed" + word(problem) + by;
            case NOT_FIXED, UNKNOWN -> subject + " is affected, no fixed version is known" + by;
        };
    }

    /** The source's own word on why nothing is done. */
    private static String word(Problem problem) {
        return problem.statements().stream()
                .map(statement -> statement.affected().status())
                .filter(status -> Fixes.stated(status) == Fix.State.WONT_FIX)
                .findFirst()
                .map(status -> ": " + status.replace('_', ' '))
                .orElse("");
    }

    private static boolean parses(String version, VersionScheme scheme) {
        try {
            return scheme.compare(version, version) == 0;
        } catch (BadVersionException bad) {
            return false;
        }
    }

    private static List<String> references(Problem problem) {
        Set<String> references = new LinkedHashSet<>();
        for (Statement statement : problem.statements()) {
            Advisory advisory = statement.advisory();
            references.addAll(advisory.references());
        }
        return references.stream().limit(MAX_REFERENCES).toList();
    }
}
