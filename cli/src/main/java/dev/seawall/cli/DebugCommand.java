package dev.seawall.cli;

import picocli.CommandLine.Command;

/** {@code seawall debug …}: small tools that ask one function of the engine at a time, line by line. */
@Command(
        name = "debug",
        mixinStandardHelpOptions = true,
        description = "Ask single functions of the engine, line by line.",
        subcommands = {DebugVersionsCommand.class, DebugCvssCommand.class, DebugFilterCommand.class})
final class DebugCommand extends CommandGroup {}
