package dev.seawall.server.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction. Values are texts, whole numbers, booleans (0 and 1), instants (milliseconds since 1970)
 * and bytes; every one is bound, never written into a statement.
 */
public final class Sql {
    private final Connection connection;

    /** The caller commits and closes the connection. */
    public Sql(Connection connection) {
        this.connection = connection;
    }

    /** Turns one row into a value. */
    @FunctionalInterface
    public interface Reader<T> {
        /** @param row valid until this returns */
        T read(Row row) throws SQLException;
    }

    /** Rows changed by an INSERT, UPDATE or DELETE. */
    public int update(String statement, @Nullable Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values)) {
            return prepared.executeUpdate();
        }
    }

    /** The number in the first column of an INSERT … RETURNING. */
    public long insert(String statement, @Nullable Object... values) throws SQLException {
        return first(statement, row -> row.number(1), values).orElseThrow(() -> new SQLException("no row inserted"));
    }

    /** Every row, in the statement's order. */
    public <T> List<T> all(String statement, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> out = new ArrayList<>();
        try (PreparedStatement prepared = prepare(statement, values);
                ResultSet rows = prepared.executeQuery()) {
            Row row = new Row(rows);
            while (rows.next()) {
                out.add(reader.read(row));
            }
        }
        return out;
    }

    /** What is done with each row. */
    @FunctionalInterface
    public interface RowUse {
        /** @param row valid until this returns */
        void use(Row row) throws SQLException;
    }

    /** Every row, one at a time and none kept. */
    public void each(String statement, RowUse use, @Nullable Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values)) {
            prepared.setFetchSize(1_000);
            try (ResultSet rows = prepared.executeQuery()) {
                Row row = new Row(rows);
                while (rows.next()) {
                    use.use(row);
                }
            }
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String statement, Reader<T> reader, @Nullable Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values);
                ResultSet rows = prepared.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
        }
    }

    /** A count. */
    public long count(String statement, @Nullable Object... values) throws SQLException {
        return first(statement, row -> row.number(1), values).orElse(0L);
    }

    /** Several statements at once, as migrations have them. */
    public void script(String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String one : statements.split(";\\s*\\n")) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }

    /** The same statement for many rows. */
    public void batch(String statement, List<@Nullable Object[]> rows) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            int pending = 0;
            for (@Nullable Object[] row : rows) {
                bind(prepared, row);
                prepared.addBatch();
                if (++pending % 1000 == 0) {
                    prepared.executeBatch();
                }
            }
            prepared.executeBatch();
        }
    }

    private PreparedStatement prepare(String statement, @Nullable Object[] values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            bind(prepared, values);
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement prepared, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(prepared, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement prepared, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> prepared.setObject(place, null);
            case String text -> prepared.setString(place, text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD'));
            case Long number -> prepared.setLong(place, number);
            case Integer number -> prepared.setLong(place, number);
            case Boolean flag -> prepared.setLong(place, flag ? 1 : 0);
            case Instant time -> prepared.setLong(place, time.toEpochMilli());
            case Double number -> prepared.setDouble(place, number);
            case byte[] bytes -> prepared.setBytes(place, bytes);
            default ->
                throw new SQLException("cannot bind a " + value.getClass().getName());
        }
    }
}
