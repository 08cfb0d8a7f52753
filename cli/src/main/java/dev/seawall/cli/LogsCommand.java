package dev.seawall.cli;

import picocli.CommandLine.Command;

/** {@code seawall logs …}: what containers and hosts wrote. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Search, follow, export and send log lines.",
        subcommands = {LogsSearchCommand.class, LogsExportCommand.class, LogsTailCommand.class, LogsShipCommand.class})
final class LogsCommand extends CommandGroup {}
