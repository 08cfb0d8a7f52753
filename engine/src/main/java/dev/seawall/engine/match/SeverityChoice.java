package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Rating;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is believed on how bad a problem is. In this order: the sources the user prefers; the word the advisory has for
 * this very package; the rater of the ecosystem; the CVSS vectors of the advisories, highest CVSS version first; NVD by
 * CVE; any other word of the advisories; anything else said of the CVE.
 *
 * @param severity UNKNOWN where nobody said anything
 * @param source empty where nobody did
 */
record SeverityChoice(Severity severity, String source) {
    private static final SeverityChoice NONE = new SeverityChoice(Severity.UNKNOWN, "");

    /**
     * Chooses.
     *
     * @param byCve what is said of the CVE elsewhere
     * @param preferred sources the user wants, best first
     */
    static SeverityChoice of(Problem problem, List<Rating> byCve, List<String> preferred) {
        if (problem.isMalware()) {
            return new SeverityChoice(Severity.CRITICAL, "osv");
        }
        List<Rating> own = new ArrayList<>();
        problem.statements()
                .forEach(statement -> own.addAll(statement.advisory().ratings()));
        List<Rating> all = new ArrayList<>(own);
        all.addAll(byCve);
        String rater =
                VendorNames.rater(problem.statements().getFirst().affected().ecosystem());
        return byPreference(all, preferred)
                .or(() -> ofPackage(problem, all, rater))
                .or(() -> first(own, rating -> rating.source().equals(rater)))
                .or(() -> first(own, rating -> !rating.vector().isEmpty()))
                .or(() -> first(all, rating -> rating.source().equals("nvd")))
                .or(() -> first(own, rating -> true))
                .or(() -> informational(problem))
                .or(() -> first(byCve, rating -> !rating.vector().isEmpty()))
                .or(() -> first(byCve, rating -> true))
                .orElse(NONE);
    }

    private static Optional<SeverityChoice> byPreference(List<Rating> all, List<String> preferred) {
        return preferred.stream()
                .flatMap(source -> first(all, rating -> rating.source().equals(source)).stream())
                .findFirst();
    }

    /** The worst word for this package; its source is whoever says the same, the ecosystem's own rater first. */
    private static Optional<SeverityChoice> ofPackage(Problem problem, List<Rating> all, String rater) {
        return problem.statements().stream()
                .map(statement -> Scores.severity(statement.affected().severity()))
                .filter(severity -> severity != Severity.UNKNOWN)
                .min(Severity::compareTo)
                .map(severity -> new SeverityChoice(severity, sourceOf(severity, all, rater)));
    }

    private static String sourceOf(Severity severity, List<Rating> all, String rater) {
        for (String source : List.of(rater, "nvd")) {
            if (all.stream()
                    .anyMatch(rating -> rating.source().equals(source) && Scores.severity(rating) == severity)) {
                return source;
            }
        }
        boolean raterSpeaksElsewhere =
                all.stream().anyMatch(rating -> rating.source().equals(rater));
        return VendorNames.ratesItself(rater) && !raterSpeaksElsewhere ? rater : "osv";
    }

    /** The first usable rating of those wanted, vectors of a higher CVSS version and then vectors before words. */
    private static Optional<SeverityChoice> first(List<Rating> ratings, Predicate<Rating> wanted) {
        return ratings.stream()
                .filter(wanted)
                .filter(rating -> Scores.severity(rating) != Severity.UNKNOWN)
                .min((a, b) -> Double.compare(Scores.cvssVersion(b.vector()), Scores.cvssVersion(a.vector())))
                .map(rating -> new SeverityChoice(Scores.severity(rating), rating.source()));
    }

    private static Optional<SeverityChoice> informational(Problem problem) {
        return problem.statements().stream()
                .filter(statement -> !statement.affected().informational().isEmpty())
                .findFirst()
                .map(statement -> new SeverityChoice(Severity.LOW, "osv"));
    }
}
