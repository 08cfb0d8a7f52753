package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code seawall logs export QUERY}: every line that fits, the oldest first, one JSON object to a line. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Write all lines of a search as JSON lines.")
final class LogsExportCommand implements Callable<Integer> {
    private static final String PAGE = "10000";

    @Mixin
    private final LogSource source = new LogSource();

    @Mixin
    private final LogWindow window = new LogWindow();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write here (default: standard output)")
    private @Nullable Path output;

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "As for logs search")
    private String query = "";

    @Override
    public Integer call() {
        try (OutputStream out = new BufferedOutputStream(output == null ? System.out : Files.newOutputStream(output))) {
            pages(out);
            return 0;
        } catch (IOException e) {
            throw new SeawallException("write the lines", "" + e.getMessage(), "Name another --output", e);
        }
    }

    /** Each page begins at the time of the last line of the one before, whose lines are not written again. */
    private void pages(OutputStream out) throws IOException {
        Map<String, String> parameters = new TreeMap<>(window.parameters());
        parameters.put("query", query);
        parameters.put("limit", PAGE);
        parameters.put("order", "asc");
        Set<String> written = new HashSet<>();
        while (true) {
            JsonNode lines = source.ask("search", parameters).path("lines");
            Set<String> seen = new HashSet<>();
            int fresh = 0;
            for (JsonNode line : lines) {
                String id = line.path("id").asString("");
                seen.add(id);
                if (!written.contains(id)) {
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    fresh++;
                }
            }
            if (fresh == 0) {
                return;
            }
            written = seen;
            parameters.put("from", lines.path(lines.size() - 1).path("time").asString(""));
        }
    }
}
