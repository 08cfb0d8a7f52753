package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** Front door of the executable: finds the command, runs it, turns failures into a line on stderr and an exit code. */
public final class Main {
    /** Exit code where a command could not do its work: usage, unreadable input, no network. */
    static final int COULD_NOT = 2;

    private Main() {}

    /** Runs one command and exits with its code: 0 done, 1 the policy fails, 2 could not. */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            System.out.println(Version.line());
            return;
        }
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        CommandLine commands = Commands.buildFor(arguments);
        commands.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, arguments));
        try {
            commands.setDefaultValueProvider(Settings.load(System.getenv(), Commands::build));
        } catch (SeawallException e) {
            return report(e, arguments);
        }
        return commands.execute(arguments.toArray(String[]::new));
    }

    private static int report(Exception failure, List<String> arguments) {
        boolean debug = arguments.contains("--debug");
        if (failure instanceof SeawallException) {
            System.err.println(failure.getMessage());
        } else {
            System.err.println("Tried to run the command but failed because of an unexpected error: " + failure
                    + ". Run it again with --debug and report the stack.");
        }
        if (debug) {
            System.err.println(stackOf(failure));
        }
        return COULD_NOT;
    }

    private static String stackOf(Throwable failure) {
        var text = new java.io.StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
