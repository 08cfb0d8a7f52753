package dev.seawall.engine.model;

import java.util.List;
import java.util.Locale;

/** The outcome of one check on one target, whether it found something or not. */
public record CheckResult(
        String id,
        List<String> aliases,
        String title,
        Outcome outcome,
        Severity severity,
        List<Practice> practices,
        List<String> controls,
        String evidence,
        Location location,
        String fix) {

    public CheckResult {
        aliases = List.copyOf(aliases);
        practices = List.copyOf(practices);
        controls = List.copyOf(controls);
    }

    /** How a check ended. */
    public enum Outcome {
        PASS,
        FAIL,
        NOT_APPLICABLE,
        INCONCLUSIVE,
        MANUAL;

        /** As the report spells it: pass, fail, not-applicable, inconclusive, manual. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
