package dev.seawall.cli;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code seawall logs tail QUERY}: the last lines, then new ones as they come. */
@Command(name = "tail", mixinStandardHelpOptions = true, description = "Follow the lines of a search.")
final class LogsTailCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 1_000;
    private static final int MOST = 10_000;
    /** Lines may arrive this much later than they were written. */
    private static final long LATE_SECONDS = 30;

    @Mixin
    private final LogSource source = new LogSource();

    @Option(names = "--lines", paramLabel = "N", description = "Older lines first (default: ${DEFAULT-VALUE})")
    private int lines = 10;

    @Option(names = "--no-follow", description = "End after the older lines")
    private boolean once;

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "As for logs search")
    private String query = "";

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> parameters = new TreeMap<>(Map.of("query", query, "order", "desc"));
        parameters.put("limit", Integer.toString(Math.max(1, lines)));
        Set<String> shown = show(source.ask("search", parameters).path("lines"), Set.of());
        parameters.put("limit", Integer.toString(MOST));
        while (!once) {
            Thread.sleep(PAUSE_MILLIS);
            parameters.put("from", Instant.now().minusSeconds(LATE_SECONDS).toString());
            shown = show(source.ask("search", parameters).path("lines"), shown);
        }
        return 0;
    }

    private static Set<String> show(JsonNode found, Set<String> shown) {
        Set<String> all = new HashSet<>();
        for (int i = found.size() - 1; i >= 0; i--) {
            String id = found.path(i).path("id").asString("");
            all.add(id);
            if (!shown.contains(id)) {
                System.out.println(LogLines.text(found.path(i)));
            }
        }
        return all;
    }
}
