package dev.seawall.engine.model;

import java.util.Locale;

/** Whether a finding counts. Only OPEN findings are judged. */
public enum FindingStatus {
    /** Counts. */
    OPEN,
    /** An ignore file names it. */
    SUPPRESSED,
    /** An exception with owner, reason and expiry covers it. */
    EXCEPTED,
    /** A VEX statement says the product is not affected. */
    NOT_AFFECTED,
    /** Listed but folded away as noise: development packages, kernel headers, covered packages. */
    FOLDED;

    /** As the report spells it: open, suppressed, excepted, not-affected, folded. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
