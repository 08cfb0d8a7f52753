package dev.seawall.engine.report;

import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;

/** The front door of reporting: every format by name. A new one is one class and one line here. */
public final class Reports {
    // keep sorted by name
    private static final List<ReportFormat> ALL = List.of(
            new CycloneDxReport(),
            new CycloneDxXmlReport(),
            new GithubReport(),
            new GitlabReport(),
            new HtmlReport(),
            new JsonReport(),
            new JunitReport(),
            new MarkdownReport(),
            new SarifReport(),
            new SpdxReport(),
            new SpdxTagValueReport(),
            new TableReport(),
            new TemplateReport());

    private Reports() {}

    /** The names {@code --format} takes, sorted, without versions. */
    public static List<String> formats() {
        return ALL.stream().map(ReportFormat::name).toList();
    }

    /**
     * Writes a report.
     *
     * @param format a name of {@link #formats}, with a version where the format has several: {@code cyclonedx@1.5}
     * @param out stays open, is flushed
     * @throws SeawallException where the format or its version is unknown, or the template is broken
     * @throws IOException where the stream fails
     */
    public static void write(Report report, String format, OutputStream out, ReportStyle style) throws IOException {
        ReportFormat writer = find(format);
        OutputStream buffered = new BufferedOutputStream(new KeepOpen(out), 1 << 16);
        try {
            writer.write(SortedReport.of(report), version(writer, format), buffered, style);
        } catch (JacksonException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
        buffered.flush();
    }

    /**
     * Writes everything about the findings of one id, for {@code --explain}.
     *
     * @param id of a finding, an alias or a fingerprint
     * @throws SeawallException where no finding has that name
     */
    public static void explain(Report report, String id, OutputStream out, ReportStyle style) throws IOException {
        Writer writer = new OutputStreamWriter(new KeepOpen(out), StandardCharsets.UTF_8);
        new Explanation(report, style, writer).write(id);
    }

    /**
     * Checks a format before an hour of work goes into its report.
     *
     * @throws SeawallException as {@link #write}
     */
    public static void requireKnown(String format) {
        version(find(format), format);
    }

    private static ReportFormat find(String format) {
        String name = format.split("@", 2)[0];
        return ALL.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SeawallException(
                        "write the report as '" + format + "'",
                        "there is no such format",
                        "Use one of " + String.join(", ", formats())));
    }

    private static String version(ReportFormat writer, String format) {
        List<String> known = writer.versions();
        int at = format.indexOf('@');
        if (at < 0) {
            return known.isEmpty() ? "" : known.getFirst();
        }
        String wanted = format.substring(at + 1);
        if (known.contains(wanted)) {
            return wanted;
        }
        throw new SeawallException(
                "write the report as '" + format + "'",
                writer.name() + " has no version " + wanted,
                known.isEmpty() ? "Leave the version out" : "Use one of " + String.join(", ", known));
    }

    /** Lets writers close what they wrap without closing the caller's stream. */
    private static final class KeepOpen extends FilterOutputStream {
        KeepOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
