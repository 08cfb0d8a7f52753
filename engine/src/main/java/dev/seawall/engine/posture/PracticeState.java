package dev.seawall.engine.posture;

import dev.seawall.engine.model.Practice;
import java.util.List;

/**
 * How far one practice is met.
 *
 * @param evidence what it rests on, the worst first
 * @param nextStep the one thing that helps most; empty where it is met
 */
public record PracticeState(Practice practice, State state, List<Evidence> evidence, String nextStep) {
    /** Met or not. */
    public enum State {
        /** Something was looked at and nothing speaks against it. */
        PASS,
        /** Something speaks against it. */
        FAIL,
        /** Nothing was looked at that tells. */
        NOT_ASSESSED;

        /** As printed. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Copies the evidence. */
    public PracticeState {
        evidence = List.copyOf(evidence);
    }
}
