package dev.seawall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code seawall host …}: the machine itself. */
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        description = "Audit this host, or the root of another.",
        subcommands = {HostAuditCommand.class})
final class HostCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Main.COULD_NOT;
    }
}
