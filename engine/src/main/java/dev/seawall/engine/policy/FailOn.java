package dev.seawall.engine.policy;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From where on findings fail a run: the value of {@code --fail-on}. */
public enum FailOn {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL,
    /** The rules of the policy file decide. */
    POLICY;

    /**
     * Reads the word of the command line in any case.
     *
     * @throws SeawallException where it is none of the five
     */
    public static FailOn parse(String word) {
        return Arrays.stream(values())
                .filter(f -> f.name().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> new SeawallException(
                        "fail on '" + word + "'", "that is no level", "Use low, medium, high, critical or policy"));
    }

    /** The severity from which findings fail, empty for POLICY. */
    Optional<Severity> floor() {
        return this == POLICY ? Optional.empty() : Optional.of(Severity.valueOf(name()));
    }

    /** As the command line spells it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
