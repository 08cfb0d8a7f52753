package dev.seawall.cli;

import picocli.CommandLine.Command;

/** {@code seawall host …}: the machine itself. */
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        description = "Audit this host, or the root of another; back it up and prove the restore.",
        subcommands = {
            HostAuditCommand.class,
            HostBackupCommand.class,
            HostRestoreCommand.class,
            HostDrillCommand.class,
            HostIntegrityCommand.class
        })
final class HostCommand extends CommandGroup {}
