package dev.seawall.engine.posture;

import dev.seawall.engine.model.Practice;
import java.util.List;
import java.util.Optional;

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

        /** The state of a word; what is unknown was not assessed. */
        static State named(String word) {
            for (State state : values()) {
                if (state.word().equals(word)) {
                    return state;
                }
            }
            return NOT_ASSESSED;
        }

        /** As printed. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** What weighs most, if there is anything. */
    public Optional<Evidence> worst() {
        return evidence.stream().findFirst();
    }

    /** Copies the evidence. */
    public PracticeState {
        evidence = List.copyOf(evidence);
    }
}
