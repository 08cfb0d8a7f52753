package dev.seawall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code seawall rules …}: the rules that judge what runs. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Check and test runtime rules (Falco's files and Sigma's).",
        subcommands = {RulesCheckCommand.class, RulesTestCommand.class})
final class RulesCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Main.COULD_NOT;
    }
}
