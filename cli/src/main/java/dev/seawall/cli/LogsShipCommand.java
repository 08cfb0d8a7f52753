package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code seawall logs ship FILE...}: sends the lines of files, or of standard input, to a server. */
@Command(name = "ship", mixinStandardHelpOptions = true, description = "Send lines of files to a server.")
final class LogsShipCommand implements Callable<Integer> {
    private static final int TOGETHER = 1_000;
    private static final int TRIES = 20;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "Address of the listener logs-loki, such as https://127.0.0.1:3100")
    private String server = "";

    @Option(names = "--token", paramLabel = "TOKEN", description = "Token for it (SEAWALL_TOKEN)")
    private @Nullable String token;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Label of each line")
    private Map<String, String> labels = new TreeMap<>();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files (default: standard input)")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws InterruptedException {
        try (ServerClient client = KnownServers.ofUser().client(server, token)) {
            long sent = files.isEmpty() ? ship(client, System.in) : 0;
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    sent += ship(client, in);
                }
            }
            System.err.println(sent + " lines sent");
            return 0;
        } catch (IOException e) {
            throw new SeawallException(
                    "send lines to " + server, "" + e.getMessage(), "Check the files and the server", e);
        }
    }

    private long ship(ServerClient client, InputStream in) throws IOException, InterruptedException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        long sent = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (lines.size() == TOGETHER) {
                sent += push(client, lines);
                lines.clear();
            }
        }
        return sent + push(client, lines);
    }

    private int push(ServerClient client, List<String> lines) throws IOException, InterruptedException {
        if (lines.isEmpty()) {
            return 0;
        }
        byte[] body = Json.mapper().writeValueAsBytes(body(lines));
        for (int attempt = 1; ; attempt++) {
            var answer = client.call("POST", "/loki/api/v1/push", body);
            if (answer.isGood()) {
                return lines.size();
            }
            if (attempt == TRIES || (answer.status() != 429 && answer.status() != 503)) {
                throw new IOException("it answered " + answer.status() + " " + answer.detail());
            }
            Thread.sleep(1_000);
        }
    }

    private ObjectNode body(List<String> lines) {
        ObjectNode root = Json.mapper().createObjectNode();
        ObjectNode stream = root.putArray("streams").addObject();
        ObjectNode own = stream.putObject("stream");
        labels.forEach(own::put);
        ArrayNode values = stream.putArray("values");
        Instant now = Instant.now();
        String time = Long.toString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
        lines.forEach(line -> values.addArray().add(time).add(line));
        return root;
    }
}
