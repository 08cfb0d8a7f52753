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
import java.util.TreeMap;

/**
 * Judges packages by advisories: a pure function of both.
 *
 * <p>Of the places where advisories about a package may be filed, the first ecosystem with data is asked, under every
 * name the package has there. Where none has data, that is said and nothing is called clean.
 */
public final class Matcher {
    /** Releases of Alpine are cut from here: where a release is unknown, its advisories are better than none. */
    private static final String ALPINE_EDGE = "Alpine:edge";

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
        matcher.coverage.forEach((ecosystem, data) -> covered.add(new Coverage(ecosystem, data)));
        return new Matches(matcher.findings, covered);
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

    /** The keys of the first ecosystem with data, noting whether there is one. */
    private List<AdvisoryKey> asked(List<AdvisoryKey> keys) {
        Optional<String> known =
                keys.stream().map(AdvisoryKey::ecosystem).filter(advisories::hasData).findFirst();
        coverage.put(known.orElse(keys.getFirst().ecosystem()), known.isPresent());
        if (known.isPresent()) {
            return keys.stream()
                    .filter(key -> key.ecosystem().equals(known.get()))
                    .toList();
        }
        return keys.stream()
                .filter(key -> key.ecosystem().startsWith("Alpine:v"))
                .map(key -> new AdvisoryKey(ALPINE_EDGE, key.name(), key.version()))
                .toList();
    }
}
