package dev.seawall.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The current row of a result, read by column name. */
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /** A text that is never null. */
    public String text(String column) throws SQLException {
        String value = rows.getString(column);
        if (value == null) {
            throw new SQLException("the column " + column + " is null");
        }
        return value;
    }

    /** A text or null. */
    public @Nullable String textOrNull(String column) throws SQLException {
        return rows.getString(column);
    }

    /** A whole number. */
    public long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    /** A whole number by the place of its column, from 1. */
    public long number(int place) throws SQLException {
        return rows.getLong(place);
    }

    /** A number with a fraction; null where it is not known. */
    public @Nullable Double fractionOrNull(String column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : value;
    }

    /** A boolean. */
    public boolean flag(String column) throws SQLException {
        return rows.getLong(column) != 0;
    }

    /** A time. */
    public Instant time(String column) throws SQLException {
        return Instant.ofEpochMilli(rows.getLong(column));
    }

    /** A time or null. */
    public @Nullable Instant timeOrNull(String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(value);
    }

    /** Bytes that are never null. */
    public byte[] bytes(String column) throws SQLException {
        byte[] value = rows.getBytes(column);
        if (value == null) {
            throw new SQLException("the column " + column + " is null");
        }
        return value;
    }

    /** Bytes or null. */
    public byte @Nullable [] bytesOrNull(String column) throws SQLException {
        return rows.getBytes(column);
    }

    /** Whatever the driver gives, by place from 1; for copies of whole tables. */
    @Nullable
    Object raw(int place) throws SQLException {
        return rows.getObject(place);
    }

    int width() throws SQLException {
        return rows.getMetaData().getColumnCount();
    }

    String column(int place) throws SQLException {
        return rows.getMetaData().getColumnName(place);
    }
}
