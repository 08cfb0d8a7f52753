package dev.seawall.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** From when to when log lines are wanted. */
final class LogWindow {
    private static final String TIME = "TIME";

    @Option(names = "--from", paramLabel = TIME, description = "Earliest: 2026-01-31T12:00:00Z, or 15m, 24h, 7d ago")
    private String from = "";

    @Option(names = "--to", paramLabel = TIME, description = "Latest, written the same way")
    private String to = "";

    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        if (!from.isEmpty()) {
            parameters.put("from", from);
        }
        if (!to.isEmpty()) {
            parameters.put("to", to);
        }
        return parameters;
    }
}
