package dev.seawall.engine.report;

import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.FindingStatus;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** One block of the table: the findings of one kind in one place. */
final class FindingTable {
    /** From this width on there is room for a column of titles. */
    private static final int ROOM_FOR_TITLES = 130;

    private final ReportStyle style;
    private final Paint paint;

    FindingTable(ReportStyle style) {
        this.style = style;
        paint = new Paint(style.colour());
    }

    void write(FindingKind kind, String place, List<Finding> findings, Writer writer) throws IOException {
        String heading = Words.heading(kind);
        String count = Integer.toString(findings.size());
        int room = Math.max(10, style.width() - heading.length() - count.length() - 4);
        writer.write(paint.bold(heading) + "  " + Columns.clip(place, room) + "  " + paint.dim(count) + "\n");
        boolean packages = findings.stream().anyMatch(f -> f.pkg() != null);
        boolean wide = style.width() >= ROOM_FOR_TITLES;
        Grid grid = new Grid(headings(packages, wide), style.width(), paint);
        for (Finding finding : findings) {
            List<String> cells = new ArrayList<>(packages ? packageCells(finding) : placeCells(finding));
            if (wide) {
                cells.add(title(finding));
            }
            grid.row(
                    cells,
                    wide ? note(finding) : join(title(finding), note(finding)),
                    c -> paint.severity(finding.severity(), c));
        }
        grid.write(writer);
        writer.write("\n");
    }

    private static List<String> headings(boolean packages, boolean wide) {
        List<String> headings = new ArrayList<>(
                packages ? List.of("SEVERITY", "ID", "PACKAGE", "VERSION", "FIX") : List.of("SEVERITY", "ID", "LINE"));
        if (wide) {
            headings.add("TITLE");
        }
        return headings;
    }

    private static List<String> packageCells(Finding f) {
        Package pkg = f.pkg();
        return List.of(
                f.severity().name(),
                SafeText.line(f.id()),
                pkg == null ? "" : SafeText.line(pkg.name()),
                pkg == null ? "" : SafeText.line(pkg.version()),
                SafeText.line(Words.fix(f.fix())));
    }

    private static List<String> placeCells(Finding f) {
        int line = f.location().line();
        return List.of(f.severity().name(), SafeText.line(f.id()), line > 0 ? Integer.toString(line) : "");
    }

    private static String title(Finding f) {
        String title = SafeText.line(f.title());
        return f.kev() ? ("exploited in the wild. " + title).strip() : title;
    }

    /** Why it does not count, or what was seen. */
    private static String note(Finding f) {
        if (f.status() != FindingStatus.OPEN) {
            return SafeText.line(f.status().label() + ": " + f.reason());
        }
        String layer = f.location().shadowed() ? "deleted in a later layer, still inside the image" : "";
        String evidence = f.kind() == FindingKind.VULNERABILITY ? "" : SafeText.line(f.evidence());
        return join(evidence, layer);
    }

    private static String join(String left, String right) {
        return left.isEmpty() || right.isEmpty() ? left + right : left + " · " + right;
    }
}
