package dev.seawall.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * What removes a finding.
 *
 * @param version first version without the problem, several separated by ", "; empty where there is none
 * @param patch text of a change or advice in words, or null
 */
public record Fix(State state, String version, @Nullable String patch) {
    /** Whether a remedy exists. */
    public enum State {
        FIXED,
        NOT_FIXED,
        WONT_FIX,
        UNKNOWN;

        /** As the report spells it: fixed, not-fixed, wont-fix, unknown. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public static final Fix UNKNOWN = new Fix(State.UNKNOWN, "", null);

    /** Advice in words for something that is not a version. */
    public static Fix advice(String text) {
        return new Fix(State.FIXED, "", text);
    }
}
