package dev.seawall.engine.report;

import dev.seawall.engine.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One output format. Stateless and thread-safe; equal reports and styles give equal bytes. */
interface ReportFormat {
    /** As {@code --format} names it. */
    String name();

    /** Versions that may follow {@code @}, the default first; empty where the format has one shape only. */
    default List<String> versions() {
        return List.of();
    }

    /**
     * Writes the whole report and leaves the stream open.
     *
     * @param version one of {@link #versions}, or empty
     */
    void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException;
}
