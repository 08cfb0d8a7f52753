package dev.seawall.engine.check.shell;

import java.util.List;
import java.util.Map;

/**
 * A command with its arguments understood.
 *
 * @param program the name without folders, wrappers such as {@code exec} and {@code python -m} removed
 * @param family the program's family where it is a known one, else {@code program}: {@code pip} for {@code pip3}
 * @param action the first operand, {@code module install} where a group stands before it
 * @param operands words that are neither flags nor values of flags
 * @param rest the operands after the action, up to {@code --}: packages of an installer
 * @param flags names without dashes, letters of clusters one by one, as often as they come
 * @param options values of flags that have one, the last one wins
 */
public record Call(
        String program,
        String family,
        String action,
        List<String> operands,
        List<String> rest,
        List<String> flags,
        Map<String, String> options) {
    public Call {
        operands = List.copyOf(operands);
        rest = List.copyOf(rest);
        flags = List.copyOf(flags);
        options = Map.copyOf(options);
    }

    /** Reads the words of a command, its name first; an empty list is an empty call. */
    public static Call of(List<String> words) {
        return new CallReader(words).read();
    }
}
