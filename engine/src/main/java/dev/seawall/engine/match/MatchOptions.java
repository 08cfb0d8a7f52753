package dev.seawall.engine.match;

/**
 * What the user asked of the matching.
 *
 * @param includeDev count findings in development packages too, instead of folding them
 */
public record MatchOptions(boolean includeDev) {
    /** Development packages folded. */
    public static final MatchOptions DEFAULT = new MatchOptions(false);
}
