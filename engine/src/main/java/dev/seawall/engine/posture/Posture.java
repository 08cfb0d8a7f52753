package dev.seawall.engine.posture;

import dev.seawall.engine.model.Practice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The practices of Seawall, each passed, failed or not assessed, with the evidence. A practice fails where any evidence
 * speaks against it, passes where there is evidence and none does, and is not assessed where there is none.
 *
 * @param practices every practice, in their order
 */
public record Posture(List<PracticeState> practices) {
    /** How the numbers come about, as it is shown beside them. */
    public static final String FORMULA =
            "A practice fails where any open finding or failed check names it, passes where something was looked at that"
                    + " can tell and nothing speaks against it, and is not assessed otherwise."
                    + " Score = passed / (passed + failed); what is not assessed is counted apart.";

    /** Copies the practices. */
    public Posture {
        practices = List.copyOf(practices);
    }

    /** Judges every practice by the evidence there is. */
    public static Posture of(List<Evidence> evidence) {
        Map<Practice, List<Evidence>> by = new EnumMap<>(Practice.class);
        evidence.forEach(one ->
                by.computeIfAbsent(one.practice(), unused -> new ArrayList<>()).add(one));
        List<PracticeState> out = new ArrayList<>();
        for (Practice practice : Practice.values()) {
            out.add(state(practice, by.getOrDefault(practice, List.of())));
        }
        return new Posture(out);
    }

    private static PracticeState state(Practice practice, List<Evidence> evidence) {
        List<Evidence> sorted = evidence.stream()
                .sorted(Comparator.comparing(Evidence::holds)
                        .thenComparing(Evidence::weight, Comparator.reverseOrder())
                        .thenComparing(Evidence::count, Comparator.reverseOrder())
                        .thenComparing(Evidence::source))
                .toList();
        if (sorted.isEmpty()) {
            return new PracticeState(practice, PracticeState.State.NOT_ASSESSED, sorted, NextSteps.toAssess(practice));
        }
        Evidence worst = sorted.getFirst();
        return worst.holds()
                ? new PracticeState(practice, PracticeState.State.PASS, sorted, "")
                : new PracticeState(practice, PracticeState.State.FAIL, sorted, worst.step());
    }

    /** How many practices are in a state. */
    public long count(PracticeState.State state) {
        return practices.stream().filter(practice -> practice.state() == state).count();
    }

    /** The failed practice whose worst evidence weighs most comes first. */
    public String nextStep() {
        return practices.stream()
                .filter(practice -> practice.state() == PracticeState.State.FAIL)
                .max(Comparator.comparing(
                        practice -> practice.worst().map(Evidence::weight).orElse(0)))
                .or(() -> practices.stream()
                        .filter(practice -> practice.state() == PracticeState.State.NOT_ASSESSED)
                        .findFirst())
                .map(practice -> practice.practice().id() + ": " + practice.nextStep())
                .orElse("");
    }
}
