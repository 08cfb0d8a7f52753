package dev.seawall.cli;

import picocli.CommandLine.Command;

/** {@code seawall rules …}: the rules that judge what runs. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Check and test runtime rules (Falco's files and Sigma's).",
        subcommands = {RulesCheckCommand.class, RulesTestCommand.class, RulesTuneCommand.class})
final class RulesCommand extends CommandGroup {}
