package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.Ecosystems;
import dev.seawall.engine.model.Coverage;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges packages by advisories: a pure function of both.
 *
 * <p>Every place where advisories about a package may be filed is asked; where none of them has data, that is said,
 * nothing is called clean, and the fallbacks of the ecosystem are asked instead.
 */
public final class Matcher {
    private final Os os;
    private final Advisories advisories;
    private final FindingWriter writer;
    private final List<Finding> findings = new ArrayList<>();
    private final SortedMap<String, Boolean> coverage = new TreeMap<>();

    private Matcher(Os os, Advisories advisories, MatchOptions options) {
        this.os = os;
        this.advisories = advisories;
        this.writer = new FindingWriter(advisories, options);
    }

    /** As the longer method, with {@link MatchOptions#DEFAULT}. */
    public static Matches match(List<Package> packages, Os os, Advisories advisories) {
        return match(packages, os, advisories, MatchOptions.DEFAULT);
    }

    /**
     * Finds the vulnerabilities of packages.
     *
     * @param os of the target, which chooses the advisories of its release
     * @return one finding per vulnerability and package, and what was not judged for want of data
     */
    public static Matches match(List<Package> packages, Os os, Advisories advisories, MatchOptions options) {
        Matcher matcher = new Matcher(os, advisories, options);
        packages.forEach(matcher::judge);
        List<Coverage> covered = new ArrayList<>();
        matcher.coverage.forEach(
                (ecosystem, data) -> covered.add(new Coverage(ecosystem, data, data && advisories.isStale(ecosystem))));
        return new Matches(matcher.findings, covered);
    }

    /** The ecosystems whose advisories are about these packages, without release, as OSV names them. */
    public static SortedSet<String> ecosystems(List<Package> packages, Os os) {
        SortedSet<String> ecosystems = new TreeSet<>();
        for (Package pkg : packages) {
            Ecosystems.find(pkg.ecosystem()).stream()
                    .flatMap(each -> each.advisoryKeys(pkg, os).stream())
                    .filter(key -> !key.fallback())
                    .forEach(key -> ecosystems.add(key.ecosystem().split(":", 2)[0]));
        }
        return ecosystems;
    }

    private void judge(Package pkg) {
        Optional<Ecosystem> ecosystem = Ecosystems.find(pkg.ecosystem());
        List<AdvisoryKey> keys =
                ecosystem.map(each -> each.advisoryKeys(pkg, os)).orElse(List.of());
        if (ecosystem.isEmpty() || keys.isEmpty()) {
            coverage.putIfAbsent(pkg.ecosystem(), false);
            return;
        }
        List<AdvisoryKey> asked = asked(keys);
        Judgement judgement = new Judgement(advisories, ecosystem.get()::compareVersions);
        for (Problem problem : Problem.join(judgement.statements(pkg, asked))) {
            findings.add(writer.write(pkg, problem, ecosystem.get()::compareVersions));
        }
    }

    /** The keys with data, fallbacks only where the others have none; notes whether the others have any. */
    private List<AdvisoryKey> asked(List<AdvisoryKey> keys) {
        List<AdvisoryKey> known = keys.stream()
                .filter(key -> !key.fallback() && advisories.hasData(key.ecosystem()))
                .toList();
        if (known.isEmpty()) {
            coverage.putIfAbsent(keys.getFirst().ecosystem(), false);
            return keys.stream()
                    .filter(key -> key.fallback() && advisories.hasData(key.ecosystem()))
                    .toList();
        }
        coverage.put(known.getFirst().ecosystem(), true);
        return known;
    }
}
