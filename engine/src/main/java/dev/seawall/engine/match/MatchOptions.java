package dev.seawall.engine.match;

import java.util.List;

/**
 * What the user asked of the matching.
 *
 * @param includeDev count findings in development packages too, instead of folding them
 * @param comprehensive count findings in packages that a distribution package owns too, instead of folding them
 * @param severitySources whose ratings to prefer, best first, such as {@code nvd} or {@code ghsa}; empty for the usual
 *     choice
 */
public record MatchOptions(boolean includeDev, boolean comprehensive, List<String> severitySources) {
    /** Development and covered packages folded, the usual choice of severities. */
    public static final MatchOptions DEFAULT = new MatchOptions(false, false, List.of());

    public MatchOptions {
        severitySources = List.copyOf(severitySources);
    }
}
