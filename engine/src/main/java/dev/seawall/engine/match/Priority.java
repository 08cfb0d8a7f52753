package dev.seawall.engine.match;

import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to mend first: severity gives up to 60, the chance of exploitation (EPSS) up to 25, known exploitation lifts to
 * 90 at least, a fix at hand adds 5.
 *
 * @param score from 0 to 100
 * @param factors in words
 */
record Priority(int score, List<String> factors) {
    private static final int KEV_FLOOR = 90;
    private static final int EPSS_WEIGHT = 25;

    static Priority of(Severity severity, @Nullable Double epss, boolean kev, Fix fix) {
        List<String> factors = new ArrayList<>();
        double score = weight(severity);
        factors.add(severity.name().toLowerCase(Locale.ROOT) + " severity");
        if (epss != null) {
            score += EPSS_WEIGHT * epss;
            factors.add(String.format(Locale.ROOT, "%.1f %% chance of exploitation within 30 days (EPSS)", 100 * epss));
        }
        if (kev) {
            score = Math.max(KEV_FLOOR, score + EPSS_WEIGHT);
            factors.add("known to be exploited (CISA KEV)");
        }
        if (fix.state() == Fix.State.FIXED) {
            score += 5;
            factors.add("a fix is available");
        } else {
            factors.add(fix.state() == Fix.State.WONT_FIX ? "will not be fixed" : "no fix is known");
        }
        return new Priority((int) Math.min(100, Math.round(score)), List.copyOf(factors));
    }

    private static int weight(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 60;
            case HIGH -> 45;
            case MEDIUM, UNKNOWN -> 25;
            case LOW -> 10;
        };
    }
}
