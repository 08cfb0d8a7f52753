package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.ServerClient;
import dev.seawall.engine.posture.Evidence;
import dev.seawall.engine.posture.Posture;
import dev.seawall.engine.posture.PostureReport;
import dev.seawall.engine.posture.ReportEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code seawall posture}: how far each practice of container security is met. */
@Command(
        name = "posture",
        mixinStandardHelpOptions = true,
        description = "Show how far each practice is met: pass, fail or not assessed, with evidence and next step.")
final class PostureCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "REPORT",
            description = "Reports in JSON, as scan, check and host audit write them with -f json")
    private List<Path> reports = List.of();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table, json or html (default: table)")
    private String format = "table";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file")
    private @Nullable Path output;

    @Mixin
    private final ServerFlag server = new ServerFlag();

    @Override
    public Integer call() {
        if (!List.of("table", "json", "html").contains(format)) {
            throw new SeawallException(
                    "write the posture as " + format, "there is no such format", "Use table, json or html");
        }
        if (server.isSet() == !reports.isEmpty()) {
            throw new SeawallException(
                    "judge the posture",
                    server.isSet() ? "both a server and reports are named" : "nothing to look at is named",
                    "Name either --server URL or reports in JSON");
        }
        write(rendered(server.isSet() ? asked() : Posture.of(evidence())));
        return 0;
    }

    private Posture asked() {
        try (ServerClient client = server.client()) {
            return PostureReport.parse(client.ask("GET", "/api/v1/posture", null));
        }
    }

    private List<Evidence> evidence() {
        List<Evidence> out = new ArrayList<>();
        for (Path file : reports) {
            try {
                JsonNode report = Json.parse(Files.readAllBytes(file));
                out.addAll(ReportEvidence.read(report));
            } catch (IOException e) {
                throw new SeawallException(
                        "read the report " + file, "" + e.getMessage(), "Write it with -f json -o FILE", e);
            }
        }
        return out;
    }

    private String rendered(Posture posture) {
        return switch (format) {
            case "json" ->
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(PostureReport.json(posture)) + "\n";
            case "html" -> PostureReport.html(posture);
            default -> PostureReport.text(posture);
        };
    }

    private void write(String text) {
        if (output == null) {
            System.out.print(text);
            System.out.flush();
            return;
        }
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw new SeawallException("write " + output, "" + e.getMessage(), "Choose a place that can be written", e);
        }
    }
}
