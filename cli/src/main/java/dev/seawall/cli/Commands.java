package dev.seawall.cli;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The list of commands; a new command is one class and one line here. */
final class Commands {
    private Commands() {}

    /** Every command by its name; each is made only when needed, for reading its options costs most of a short run. */
    private static SortedMap<String, Supplier<Callable<Integer>>> all() {
        SortedMap<String, Supplier<Callable<Integer>>> all = new TreeMap<>();
        // keep sorted, one to a line
        all.put("agent", AgentCommand::new);
        all.put("attest", AttestCommand::new);
        all.put("check", CheckCommand::new);
        all.put("db", DbCommand::new);
        all.put("debug", DebugCommand::new);
        all.put("demo", DemoCommand::new);
        all.put("exception", ExceptionCommand::new);
        all.put("harden", HardenCommand::new);
        all.put("host", HostCommand::new);
        all.put("limit", LimitCommand::new);
        all.put("login", LoginCommand::new);
        all.put("logs", LogsCommand::new);
        all.put("network", NetworkCommand::new);
        all.put("posture", PostureCommand::new);
        all.put("profile", ProfileCommand::new);
        all.put("rebase", RebaseCommand::new);
        all.put("report", ReportCommand::new);
        all.put("rules", RulesCommand::new);
        all.put("scan", ScanCommand::new);
        all.put("secret", SecretCommand::new);
        all.put("server", ServerCommand::new);
        all.put("sign", SignCommand::new);
        all.put("trust", TrustCommand::new);
        all.put("verify", VerifyCommand::new);
        all.put("watch", WatchCommand::new);
        return all;
    }

    /** The whole command line, as help and the settings file need it. */
    static CommandLine build() {
        return build(all());
    }

    /** The command line as far as these arguments need it: one command where the first word names it, else the whole. */
    static CommandLine buildFor(List<String> arguments) {
        SortedMap<String, Supplier<Callable<Integer>>> all = all();
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        return build(all.containsKey(first) ? new TreeMap<>(Map.of(first, all.get(first))) : all);
    }

    private static CommandLine build(SortedMap<String, Supplier<Callable<Integer>>> chosen) {
        CommandLine root = new CommandLine(new Root());
        chosen.forEach((name, command) -> root.addSubcommand(name, command.get()));
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
