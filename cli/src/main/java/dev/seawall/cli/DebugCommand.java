package dev.seawall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code seawall debug …}: small tools that ask one function of the engine at a time, line by line. */
@Command(
        name = "debug",
        mixinStandardHelpOptions = true,
        description = "Ask single functions of the engine, line by line.",
        subcommands = {DebugVersionsCommand.class, DebugCvssCommand.class, DebugFilterCommand.class})
final class DebugCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Main.COULD_NOT;
    }
}
