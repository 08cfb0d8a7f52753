package dev.seawall.cli;

import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.report.ReportStyle;
import dev.seawall.engine.report.Reports;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that writes a report: which formats, where to, what to show. */
final class OutputOptions {
    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description =
                    "table, json, sarif, cyclonedx[@1.6], cyclonedx-xml, spdx[@2.3|@3.0], spdx-tv, html, junit, markdown,"
                            + " github, gitlab or template (default: table)")
    @Nullable
    String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|FORMAT=FILE",
            description = "Write to a file; FORMAT=FILE may be given several times")
    List<String> outputs = new ArrayList<>();

    @Option(
            names = "--show",
            paramLabel = "WHAT",
            split = ",",
            description = "List in tables what is not open too: all, suppressed, folded")
    List<String> show = new ArrayList<>();

    @Option(names = "--template", paramLabel = "FILE", description = "Mustache template for --format template")
    @Nullable
    Path template;

    @Mixin
    final ServerFlag server = new ServerFlag();

    /** One report to write; a null file is standard output. */
    private record Output(String format, @Nullable Path file) {}

    /** Fails on an unknown format before any work is done. */
    void requireKnown() {
        outputs().forEach(output -> Reports.requireKnown(output.format()));
        style();
    }

    /** Writes the report in every format asked for. */
    void write(Report report) {
        for (Output output : outputs()) {
            try {
                write(report, output);
            } catch (IOException e) {
                Object place = output.file() == null ? "standard output" : output.file();
                throw new SeawallException(
                        "write the report to " + place, "" + e.getMessage(), "Choose a place that can be written", e);
            }
        }
        if (server.isSet()) {
            server.store(json(report));
        }
    }

    private byte[] json(Report report) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            Reports.write(report, "json", content, style());
        } catch (IOException e) {
            throw new SeawallException("write the report for the server", "" + e.getMessage(), "Try again", e);
        }
        return content.toByteArray();
    }

    /** Says everything about one finding on standard output. */
    void explain(Report report, String id) {
        try {
            Reports.explain(report, id, System.out, style());
        } catch (IOException e) {
            throw new SeawallException("explain " + id, "" + e.getMessage(), "Try again", e);
        }
    }

    private void write(Report report, Output output) throws IOException {
        if (output.file() == null) {
            Reports.write(report, output.format(), System.out, style());
            return;
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(output.file()))) {
            Reports.write(report, output.format(), file, style().withTerminal(80, false));
        }
    }

    private List<Output> outputs() {
        String main = format == null ? "table" : format;
        List<Output> all = new ArrayList<>();
        boolean printed =
                outputs.isEmpty() || (format != null && outputs.stream().allMatch(OutputOptions::namesFormat));
        if (printed) {
            all.add(new Output(main, null));
        }
        for (String text : outputs) {
            if (namesFormat(text)) {
                int equals = text.indexOf('=');
                all.add(new Output(text.substring(0, equals), fileOrStandardOutput(text.substring(equals + 1))));
            } else {
                all.add(new Output(main, fileOrStandardOutput(text)));
            }
        }
        return all;
    }

    private static @Nullable Path fileOrStandardOutput(String text) {
        return text.equals("-") ? null : Path.of(text);
    }

    /** FORMAT=FILE rather than a file whose name holds an equals sign. */
    private static boolean namesFormat(String text) {
        int equals = text.indexOf('=');
        return equals > 0
                && Reports.formats().contains(text.substring(0, equals).split("@", 2)[0]);
    }

    private ReportStyle style() {
        ReportStyle style = ReportStyle.plain(Version.number())
                .withTerminal(Terminal.columns(), Terminal.inColour())
                .withShow(shown())
                .withTimestamp(sourceDate())
                .withEnvironment(gitHubVariables());
        return template == null ? style : style.withTemplate(templateText(template));
    }

    private static String templateText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SeawallException(
                    "read the template " + file, "" + e.getMessage(), "Name a readable UTF-8 file", e);
        }
    }

    private Set<ReportStyle.Show> shown() {
        Set<ReportStyle.Show> all = EnumSet.noneOf(ReportStyle.Show.class);
        for (String word : show) {
            try {
                all.add(ReportStyle.Show.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new SeawallException(
                        "show '" + word + "'", "there is no such part", "Use all, suppressed or folded", e);
            }
        }
        return all;
    }

    /** Reports carry a time only where SOURCE_DATE_EPOCH sets one, so that equal scans give equal bytes. */
    private static @Nullable Instant sourceDate() {
        String seconds = System.getenv("SOURCE_DATE_EPOCH");
        return seconds == null || !seconds.matches("\\d{1,11}") ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    private static Map<String, String> gitHubVariables() {
        Map<String, String> found = new java.util.TreeMap<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("GITHUB_") || name.startsWith("CI_")) {
                found.put(name, value);
            }
        });
        return found;
    }
}
