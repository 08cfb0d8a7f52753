package dev.seawall.cli;

import dev.seawall.engine.wire.ServerTask;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code seawall server audit verify}: whether the server's audit log is whole. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "The server's audit log.")
final class ServerAuditCommand implements Callable<Integer> {
    @CommandLine.ParentCommand
    @SuppressWarnings("NullAway.Init")
    private ServerCommand server;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Main.COULD_NOT;
    }

    @Command(name = "verify", description = "Recompute the hash chain; exit 1 where an entry was changed or removed")
    int verify() {
        return server.maintain(new ServerTask.VerifyAudit());
    }
}
