package dev.seawall.engine.rule;

import java.util.Locale;
import java.util.Optional;

/** How urgent a rule is, most urgent first. */
public enum Priority {
    EMERGENCY,
    ALERT,
    CRITICAL,
    ERROR,
    WARNING,
    NOTICE,
    INFORMATIONAL,
    DEBUG;

    /** By its name in any case; {@code INFO} too. */
    public static Optional<Priority> find(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Priority each : values()) {
            if (each.name().equals(upper)) {
                return Optional.of(each);
            }
        }
        return upper.equals("INFO") ? Optional.of(INFORMATIONAL) : Optional.empty();
    }
}
