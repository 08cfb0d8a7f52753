package dev.seawall.server.store.sql;

import dev.seawall.engine.format.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Whole tables as lines of JSON, the same from either database: first the names of the columns, then an array per row.
 * Bytes are base64 behind {@code b:}, texts stand behind {@code t:}.
 */
public final class TableCopy {
    private static final int BATCH = 500;

    private TableCopy() {}

    /**
     * Writes a table.
     *
     * @return how many rows it has
     */
    public static long write(Sql sql, String table, OutputStream out) throws SQLException {
        long[] count = {0};
        // numbers stand for the order in which rows came, so that a copy of the same state is the same
        sql.each("SELECT * FROM " + table + " ORDER BY 1, 2", row -> {
            if (count[0]++ == 0) {
                line(out, columns(row));
            }
            line(out, values(row));
        });
        return count[0];
    }

    private static void line(OutputStream out, ArrayNode node) {
        try {
            out.write(Json.mapper().writeValueAsBytes(node));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArrayNode columns(Row row) throws SQLException {
        ArrayNode out = Json.mapper().createArrayNode();
        for (int i = 1; i <= row.width(); i++) {
            out.add(row.column(i));
        }
        return out;
    }

    private static ArrayNode values(Row row) throws SQLException {
        ArrayNode out = Json.mapper().createArrayNode();
        for (int i = 1; i <= row.width(); i++) {
            switch (row.raw(i)) {
                case null -> out.addNull();
                case Double number -> out.add(number);
                case Number number -> out.add(number.longValue());
                case byte[] bytes -> out.add("b:" + Base64.getEncoder().encodeToString(bytes));
                case Object text -> out.add("t:" + text);
            }
        }
        return out;
    }

    /**
     * Puts the rows of {@link #write} into an empty table.
     *
     * @return how many
     * @throws IOException where a line is malformed
     */
    public static long read(Sql sql, String table, BufferedReader lines) throws IOException, SQLException {
        String header = lines.readLine();
        if (header == null) {
            return 0;
        }
        List<String> columns = new ArrayList<>();
        parse(header).forEach(node -> columns.add(node.asString()));
        if (columns.isEmpty() || !columns.stream().allMatch(name -> name.matches("[a-z_0-9]+"))) {
            throw new IOException("the columns of " + table + " are malformed");
        }
        String statement = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + "?, ".repeat(columns.size() - 1) + "?)";
        return rows(sql, statement, columns.size(), lines);
    }

    private static long rows(Sql sql, String statement, int width, BufferedReader lines)
            throws IOException, SQLException {
        long count = 0;
        List<@Nullable Object[]> batch = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            batch.add(row(parse(line), width));
            count++;
            if (batch.size() == BATCH) {
                sql.batch(statement, batch);
                batch.clear();
            }
        }
        sql.batch(statement, batch);
        return count;
    }

    private static JsonNode parse(String line) throws IOException {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Object[] row(JsonNode node, int width) throws IOException {
        if (node.size() != width) {
            throw new IOException("a row has " + node.size() + " values in place of " + width);
        }
        @Nullable Object[] out = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            out[i] = value(node.get(i));
        }
        return out;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        String text = node.asString();
        return text.startsWith("b:") ? Base64.getDecoder().decode(text.substring(2)) : text.substring(2);
    }
}
