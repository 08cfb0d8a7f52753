package dev.seawall.engine.license;

import dev.seawall.engine.model.Severity;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a licence asks of those who pass the software on, from most to least; Google's classes, which Trivy uses too. */
public enum LicenseCategory {
    FORBIDDEN(Severity.CRITICAL, "Replace it, buy a commercial licence, or have your lawyers allow it"),
    RESTRICTED(Severity.HIGH, "Offer the source of what you ship with it, or replace it"),
    RECIPROCAL(Severity.MEDIUM, "Offer the source of its files with your changes, or replace it"),
    UNKNOWN(Severity.UNKNOWN, "Read its terms and allow or deny it by name"),
    NOTICE(null, "Keep its notices"),
    PERMISSIVE(null, "Nothing to do"),
    UNENCUMBERED(null, "Nothing to do");

    private final @Nullable Severity severity;
    private final String advice;

    LicenseCategory(@Nullable Severity severity, String advice) {
        this.severity = severity;
        this.advice = advice;
    }

    /** How bad a licence of this category is where no policy names it; empty where it is no finding. */
    public Optional<Severity> severity() {
        return Optional.ofNullable(severity);
    }

    /** What to do about a licence of this category, one line. */
    public String advice() {
        return advice;
    }

    /** As the command line and the data spell it, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The category of that label, in any case; empty where there is none. */
    public static Optional<LicenseCategory> find(String label) {
        for (LicenseCategory category : values()) {
            if (category.label().equalsIgnoreCase(label.strip())) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
