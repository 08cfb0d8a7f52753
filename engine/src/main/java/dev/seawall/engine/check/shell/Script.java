package dev.seawall.engine.check.shell;

import java.util.List;

/**
 * What was read of a script.
 *
 * @param commands all simple commands in the order they are written
 * @param piped true where a pipe joins two commands
 * @param problems what the reader could not follow, in its own words; empty for a sound script
 */
public record Script(List<Command> commands, boolean piped, List<String> problems) {
    /** A script without commands. */
    public static final Script EMPTY = new Script(List.of(), false, List.of());

    public Script {
        commands = List.copyOf(commands);
        problems = List.copyOf(problems);
    }

    /** Reads a fragment; never fails, and reads no more than a stated number of characters and commands. */
    public static Script parse(String text) {
        return new ScriptReader(text).read();
    }
}
