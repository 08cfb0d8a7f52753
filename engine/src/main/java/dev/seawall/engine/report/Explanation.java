package dev.seawall.engine.report;

import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Everything about the findings of one id: what, where, why it counts, what to do. */
final class Explanation {
    private static final int LABEL = 12;

    private final Report report;
    private final ReportStyle style;
    private final Writer writer;
    private final Paint paint;

    Explanation(Report report, ReportStyle style, Writer writer) {
        this.report = report;
        this.style = style;
        this.writer = writer;
        paint = new Paint(style.colour());
    }

    /** Writes every finding whose id or alias this is. */
    void write(String id) throws IOException {
        List<Finding> findings = SortedReport.of(report).findings().stream()
                .filter(f -> isNamed(f, id))
                .toList();
        if (findings.isEmpty()) {
            throw new SeawallException(
                    "explain " + id,
                    "the report on " + report.target().name() + " has no finding of that name",
                    "Name an id from the report; 'seawall db search " + id + "' looks into the database");
        }
        for (Finding finding : findings) {
            write(finding);
        }
        writer.flush();
    }

    private static boolean isNamed(Finding f, String id) {
        return f.id().equalsIgnoreCase(id)
                || f.fingerprint().equals(id)
                || f.aliases().stream().anyMatch(a -> a.equalsIgnoreCase(id) || a.endsWith(":" + id));
    }

    private void write(Finding f) throws IOException {
        writer.write(paint.bold(SafeText.line(f.id())) + "  "
                + paint.severity(f.severity(), f.severity().name()) + "  " + SafeText.line(f.title()) + "\n");
        line("also", String.join(", ", f.aliases()));
        line("severity", severity(f));
        line("exploited", exploited(f));
        line("priority", f.score() > 0 ? f.score() + " of 100: " + String.join("; ", f.factors()) : "");
        where(f);
        line("evidence", f.evidence());
        line("fix", fix(f));
        line(
                "counts",
                f.status() == FindingStatus.OPEN ? "yes" : "no, " + f.status().label() + ": " + f.reason());
        line(
                "practice",
                String.join(
                        "; ", f.practices().stream().map(Explanation::practice).toList()));
        line("controls", String.join(", ", f.controls()));
        line("read more", Words.link(f));
        for (String reference : f.references()) {
            line("", reference);
        }
        line("fingerprint", f.fingerprint());
        writer.write("\n");
    }

    private static String practice(Practice practice) {
        return practice.id() + " " + practice.title();
    }

    private static String severity(Finding f) {
        StringBuilder out = new StringBuilder(f.severity().name().toLowerCase(Locale.ROOT));
        if (!f.severitySource().isEmpty()) {
            out.append(", rated by ").append(f.severitySource());
        }
        for (CvssScore score : f.cvss()) {
            out.append("; ")
                    .append(score.score())
                    .append(" (")
                    .append(score.source())
                    .append(") ")
                    .append(score.vector());
        }
        return out.toString();
    }

    private static String exploited(Finding f) {
        String epss = f.epss() == null
                ? ""
                : String.format(Locale.ROOT, "%.1f %% likely within 30 days (EPSS)", f.epss() * 100);
        String kev = f.kev() ? "known to be, it is on CISA's list" : "";
        return kev.isEmpty() || epss.isEmpty() ? kev + epss : kev + "; " + epss;
    }

    private void where(Finding f) throws IOException {
        Package pkg = f.pkg();
        if (pkg != null) {
            line("package", pkg.purl());
            line(
                    "source",
                    pkg.source() == null
                            ? ""
                            : pkg.source().name() + " " + pkg.source().version());
            line("covered by", pkg.coveredBy() == null ? "" : pkg.coveredBy());
        }
        Location place = f.location();
        String path = place.path().isEmpty() && pkg != null ? pkg.path() : place.path();
        String lines = place.line() == 0
                ? ""
                : ":" + place.line() + (place.endLine() > place.line() ? "-" + place.endLine() : "");
        line("found in", path + lines + (place.shadowed() ? " (deleted in a later layer)" : ""));
        Digest layer = place.layer() == null && pkg != null ? pkg.layer() : place.layer();
        line("layer", layer(layer));
    }

    private String layer(@Nullable Digest diffId) {
        if (diffId == null) {
            return "";
        }
        for (int i = 0; i < report.target().layers().size(); i++) {
            Layer layer = report.target().layers().get(i);
            if (layer.diffId().equals(diffId)) {
                return (i + 1) + " of " + report.target().layers().size() + (layer.base() ? ", of the base image" : "")
                        + (layer.command().isEmpty() ? "" : ": " + layer.command());
            }
        }
        return diffId.toString();
    }

    private static String fix(Finding f) {
        String advice = Words.advice(f);
        return advice.isEmpty() ? Words.fix(f.fix()) : advice;
    }

    private void line(String label, String text) throws IOException {
        String safe = SafeText.line(text);
        String before = paint.dim(Columns.pad(label, LABEL));
        for (String line : safe.isEmpty() ? List.<String>of() : Columns.wrap(safe, style.width() - LABEL - 2)) {
            writer.write("  " + before + line + "\n");
            before = " ".repeat(LABEL);
        }
    }
}
