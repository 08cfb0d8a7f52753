package dev.seawall.engine.match;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;

/** Judges packages by advisories: a pure function of both. */
public final class Matcher {
    private Matcher() {}

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
        throw new UnsupportedOperationException();
    }
}
