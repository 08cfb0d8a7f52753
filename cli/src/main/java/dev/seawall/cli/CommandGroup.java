package dev.seawall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/** A word that only leads to other commands: alone it shows them and could do nothing. */
class CommandGroup implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public final Integer call() {
        spec.commandLine().usage(System.err);
        return Main.COULD_NOT;
    }
}
