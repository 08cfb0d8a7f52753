package dev.seawall.engine.model;

import java.util.Locale;

/** How bad a finding is; declared from worst to least, UNKNOWN last. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    UNKNOWN;

    /** The qualitative rating of a CVSS v3 or v4 base score from 0.0 to 10.0; 0.0 is LOW. */
    public static Severity ofScore(double score) {
        if (score >= 9.0) {
            return CRITICAL;
        }
        if (score >= 7.0) {
            return HIGH;
        }
        return score >= 4.0 ? MEDIUM : LOW;
    }

    /**
     * Reads a severity word of any feed in any case: critical, important, high, moderate, medium, low, negligible,
     * minor, info, unimportant. Anything else is UNKNOWN.
     */
    public static Severity parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "fatal" -> CRITICAL;
            case "high", "important", "error" -> HIGH;
            case "medium", "moderate", "warning", "warn" -> MEDIUM;
            case "low", "minor", "negligible", "unimportant", "info", "informational", "note" -> LOW;
            default -> UNKNOWN;
        };
    }

    /** True where this severity is as bad as {@code floor} or worse; UNKNOWN is below everything but itself. */
    public boolean isAtLeast(Severity floor) {
        return ordinal() <= floor.ordinal();
    }
}
