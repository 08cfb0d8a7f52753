package dev.seawall.engine.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligned columns without boxes; cells that do not fit are wrapped, so that no line is wider than the terminal. */
final class Grid {
    private static final int GAP = 2;
    private static final int MIN = 8;

    private final List<String> headings;
    private final int width;
    private final Paint paint;
    private final List<Row> rows = new ArrayList<>();

    /** One row; {@code note} stands on lines of its own below it, {@code first} colours the first cell. */
    private record Row(List<String> cells, String note, UnaryOperator<String> first) {}

    Grid(List<String> headings, int width, Paint paint) {
        this.headings = headings;
        this.width = width;
        this.paint = paint;
    }

    void row(List<String> cells) {
        row(cells, "", UnaryOperator.identity());
    }

    void row(List<String> cells, String note, UnaryOperator<String> first) {
        rows.add(new Row(cells, note, first));
    }

    void write(Writer writer) throws IOException {
        int[] widths = widths();
        line(writer, headings, widths, paint::dim);
        for (Row row : rows) {
            write(writer, row, widths);
        }
    }

    private void write(Writer writer, Row row, int[] widths) throws IOException {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            wrapped.add(Columns.wrap(row.cells().get(i), widths[i]));
            height = Math.max(height, wrapped.getLast().size());
        }
        for (int at = 0; at < height; at++) {
            int current = at;
            List<String> cells = wrapped.stream()
                    .map(c -> current < c.size() ? c.get(current) : "")
                    .toList();
            line(writer, cells, widths, at == 0 ? row.first() : UnaryOperator.identity());
        }
        int indent = widths[0] + GAP;
        for (String line : row.note().isEmpty() ? List.<String>of() : Columns.wrap(row.note(), width - indent)) {
            writer.write(" ".repeat(indent) + paint.dim(line) + "\n");
        }
    }

    private static void line(Writer writer, List<String> cells, int[] widths, UnaryOperator<String> first)
            throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padded = Columns.pad(cells.get(i), widths[i]);
            line.append(
                    i == 0
                            ? first.apply(cells.get(0))
                                    + padded.substring(cells.get(0).length())
                            : padded);
            line.append(" ".repeat(GAP));
        }
        writer.write(line.toString().stripTrailing() + "\n");
    }

    /** Natural widths, the widest columns shortened until the row fits. */
    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int natural = rows.stream()
                    .mapToInt(r -> Columns.width(r.cells().get(column)))
                    .max()
                    .orElse(0);
            widths[i] = Math.max(Columns.width(headings.get(i)), natural);
        }
        int over = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - width;
        while (over > 0) {
            int widest = widest(widths);
            if (widths[widest] <= MIN) {
                break;
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }
}
