package dev.seawall.server.judge;

import java.util.List;

/**
 * Whether an image may be used, and why.
 *
 * @param reasons sentences that say why not, each with what to do; empty where it may
 * @param warnings what falls short without being enforced, and exceptions that were used
 * @param passing true where the reasons may be gone in a moment, as while a scan runs
 */
public record Decision(List<String> reasons, List<String> warnings, boolean passing) {
    /** Nothing speaks against it. */
    public static final Decision ALLOWED = new Decision(List.of(), List.of(), false);

    /** Copies the lists. */
    public Decision {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    /** Not allowed, for one reason. */
    public static Decision refused(String reason) {
        return new Decision(List.of(reason), List.of(), false);
    }

    /** Whether it may be used. */
    public boolean allowed() {
        return reasons.isEmpty();
    }

    /** All reasons, or all warnings, in one line. */
    public String line() {
        return String.join(" ", reasons.isEmpty() ? warnings : reasons);
    }
}
