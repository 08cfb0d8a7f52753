package dev.seawall.cli;

import dev.seawall.engine.wire.ServerTask;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code seawall server audit verify}: whether the server's audit log is whole. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "The server's audit log.")
final class ServerAuditCommand extends CommandGroup {
    @CommandLine.ParentCommand
    @SuppressWarnings("NullAway.Init")
    private ServerCommand server;

    @Command(name = "verify", description = "Recompute the hash chain; exit 1 where an entry was changed or removed")
    int verify() {
        return server.maintain(new ServerTask.VerifyAudit());
    }
}
