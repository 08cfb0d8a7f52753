package dev.seawall.engine.license;

import dev.seawall.engine.license.LicenseExpression.One;
import dev.seawall.engine.model.Severity;

/**
 * One licence that is a finding.
 *
 * @param denied true where the user's list names it, else its category alone made it one
 */
public record LicenseIssue(One one, Severity severity, boolean denied) {
    /** The order of badness: higher is worse; unknown terms rank between medium and high. */
    int rank() {
        int base =
                switch (severity) {
                    case CRITICAL -> 6;
                    case HIGH -> 5;
                    case UNKNOWN -> 4;
                    case MEDIUM -> 3;
                    case LOW -> 2;
                };
        return denied ? base + 10 : base;
    }
}
