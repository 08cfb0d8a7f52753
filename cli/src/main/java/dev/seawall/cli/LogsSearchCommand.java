package dev.seawall.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code seawall logs search QUERY}: lines, or counts of them by time or by a field. */
@Command(name = "search", mixinStandardHelpOptions = true, description = "Search log lines.")
final class LogsSearchCommand implements Callable<Integer> {
    @Mixin
    private final LogSource source = new LogSource();

    @Mixin
    private final LogWindow window = new LogWindow();

    @Option(names = "--limit", paramLabel = "N", description = "Lines at most (default: ${DEFAULT-VALUE})")
    private int limit = 100;

    @Option(names = "--oldest-first", description = "From the oldest line on")
    private boolean oldestFirst;

    @Option(names = "--histogram", paramLabel = "STEP", description = "Count lines for each step, such as 5m")
    private @Nullable String histogram;

    @Option(names = "--facet", paramLabel = "FIELD", description = "Count lines for each value of a field")
    private @Nullable String facet;

    @Option(names = "--around", paramLabel = "TIME", description = "Lines on both sides of a time, up to --limit each")
    private @Nullable String around;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "text|json",
            description = "How to print (default: text)")
    private LogLines.Format format = LogLines.Format.TEXT;

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "docs/guide/logs.md describes the language")
    private String query = "";

    @Override
    public Integer call() {
        Map<String, String> parameters = new TreeMap<>(window.parameters());
        parameters.put("query", query);
        parameters.put("limit", Integer.toString(limit));
        parameters.put("order", oldestFirst ? "asc" : "desc");
        LogLines.print(ask(parameters), format, System.out, System.err);
        return 0;
    }

    private JsonNode ask(Map<String, String> parameters) {
        if (histogram != null) {
            parameters.put("step", histogram);
            return source.ask("histogram", parameters);
        }
        if (facet != null) {
            parameters.put("field", facet);
            return source.ask("facets", parameters);
        }
        if (around != null) {
            parameters.put("at", around);
            return source.ask("context", parameters);
        }
        return source.ask("search", parameters);
    }
}
