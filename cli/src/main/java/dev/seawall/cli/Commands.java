package dev.seawall.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The list of commands; a new command is one class and one line here. */
final class Commands {
    private Commands() {}

    private static List<Callable<Integer>> all() {
        // keep sorted, one to a line
        return List.of(
                new DbCommand(), //
                new DebugCommand(),
                new DemoCommand(),
                new ScanCommand());
    }

    static CommandLine build() {
        CommandLine root = new CommandLine(new Root());
        all().forEach(root::addSubcommand);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        return root;
    }

    @Command(
            name = "seawall",
            mixinStandardHelpOptions = true,
            versionProvider = Commands.Versions.class,
            description = "Secures containers from the base image to the backup.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Root implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init")
        private CommandLine.Model.CommandSpec spec;

        @CommandLine.Option(
                names = "--debug",
                scope = CommandLine.ScopeType.INHERIT,
                description = "Show the stack of an error")
        private boolean debug;

        @Override
        public Integer call() {
            if (debug) {
                System.err.println("JVM: " + System.getProperty("java.vm.version"));
            }
            spec.commandLine().usage(System.err);
            return Main.COULD_NOT;
        }
    }

    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.line()};
        }
    }
}
