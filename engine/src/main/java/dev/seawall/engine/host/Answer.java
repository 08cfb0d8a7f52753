package dev.seawall.engine.host;

import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader found out.
 *
 * @param evidence what was seen, in words; never a secret
 * @param place the file and line it was seen at; an empty path where there is none
 * @param severity where this answer is better or worse than the check itself says, else null
 */
record Answer(
        Outcome outcome,
        String evidence,
        Location place,
        @Nullable Severity severity) {
    private static final int MOST_NAMED = 12;

    static Answer pass(String evidence) {
        return new Answer(Outcome.PASS, evidence, Location.of(""), null);
    }

    static Answer fail(String evidence) {
        return new Answer(Outcome.FAIL, evidence, Location.of(""), null);
    }

    static Answer notApplicable(String why) {
        return new Answer(Outcome.NOT_APPLICABLE, why, Location.of(""), null);
    }

    static Answer inconclusive(String why) {
        return new Answer(Outcome.INCONCLUSIVE, why, Location.of(""), null);
    }

    static Answer of(boolean passed, String evidence) {
        return passed ? pass(evidence) : fail(evidence);
    }

    /** Fails where there are problems, naming the first ones. */
    static Answer of(List<String> problems, String otherwise) {
        return problems.isEmpty() ? pass(otherwise) : fail(named(problems));
    }

    /** Runtime facts of a root that does not run. */
    static Answer needsRunningHost(String what) {
        return inconclusive(what + " can only be seen on the running host");
    }

    static String named(List<String> items) {
        String first = String.join("; ", items.subList(0, Math.min(MOST_NAMED, items.size())));
        return items.size() <= MOST_NAMED ? first : first + " and " + (items.size() - MOST_NAMED) + " more";
    }

    Answer at(String path) {
        return new Answer(outcome, evidence, Location.of(path), severity);
    }

    Answer at(String path, int line) {
        return new Answer(outcome, evidence, Location.of(path, line), severity);
    }

    Answer as(Severity newSeverity) {
        return new Answer(outcome, evidence, place, newSeverity);
    }

    boolean failed() {
        return outcome == Outcome.FAIL;
    }
}
