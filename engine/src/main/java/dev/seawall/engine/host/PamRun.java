package dev.seawall.engine.host;

import java.util.List;
import java.util.function.Function;

/**
 * Runs a stack as libpam would, given what each module answers: success, or one of PAM's errors. Tells whether a
 * module can really refuse, which its mere presence does not.
 */
final class PamRun {
    private static final String SUCCESS = "success";

    private final Function<PamStack.Entry, String> answers;

    /** @param answers a PAM return value in lower case for each module, {@code success} or {@code auth_err} */
    PamRun(Function<PamStack.Entry, String> answers) {
        this.answers = answers;
    }

    /** Whether the stack lets in. An empty stack does not. */
    boolean grants(PamStack stack) {
        return run(stack.entries()).state == State.GOOD;
    }

    private enum State {
        UNDECIDED,
        GOOD,
        BAD
    }

    private record End(State state, boolean dies) {}

    private End run(List<PamStack.Entry> entries) {
        State state = State.UNDECIDED;
        int index = 0;
        while (index < entries.size()) {
            PamStack.Entry entry = entries.get(index);
            index++;
            if (!entry.substack().isEmpty()) {
                End end = run(entry.substack());
                state = joined(state, end.state() == State.UNDECIDED ? State.BAD : end.state());
                continue;
            }
            String answer = answers.apply(entry);
            String action = action(entry, answer);
            switch (action) {
                case "ignore" -> {}
                case "ok" -> state = joined(state, stateOf(answer));
                case "done" -> {
                    state = joined(state, stateOf(answer));
                    if (state == State.GOOD) {
                        return new End(state, true);
                    }
                }
                case "bad" -> state = State.BAD;
                case "die" -> {
                    return new End(State.BAD, true);
                }
                case "reset" -> state = State.UNDECIDED;
                default -> index += jump(action);
            }
        }
        return new End(state, false);
    }

    private static String action(PamStack.Entry entry, String answer) {
        String action = entry.control().get(answer);
        return action != null ? action : entry.control().getOrDefault("default", "bad");
    }

    private static State stateOf(String answer) {
        return answer.equals(SUCCESS) ? State.GOOD : State.BAD;
    }

    /** The first failure stays. */
    private static State joined(State before, State now) {
        return before == State.BAD ? before : now;
    }

    private static int jump(String action) {
        try {
            return Math.clamp(Long.parseLong(action), 0, 1_000);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
