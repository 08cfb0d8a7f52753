package dev.seawall.server.store.embedded;

import dev.seawall.server.vault.storage.Change;
import dev.seawall.server.vault.storage.VaultStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The vault's entries in a SQLite file of their own. One connection writes, with a write-ahead log that is synced at every
 * commit; a few others read.
 */
public final class SqliteVaultStorage implements VaultStorage {
    private static final int READERS = 4;
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS entry"
            + " (key TEXT PRIMARY KEY COLLATE BINARY, value BLOB NOT NULL) WITHOUT ROWID";

    private final Connection writer;
    private final PreparedStatement put;
    private final PreparedStatement remove;
    private final BlockingQueue<Reader> readers = new ArrayBlockingQueue<>(READERS);

    private record Reader(Connection connection, PreparedStatement get, PreparedStatement next) {}

    private SqliteVaultStorage(Connection writer, String url) throws SQLException {
        this.writer = writer;
        try (Statement statement = writer.createStatement()) {
            statement.execute(TABLE);
        }
        writer.setAutoCommit(false);
        this.put = writer.prepareStatement(
                "INSERT INTO entry (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        this.remove = writer.prepareStatement("DELETE FROM entry WHERE key = ?");
        for (int i = 0; i < READERS; i++) {
            readers.add(reader(url));
        }
    }

    private static Reader reader(String url) throws SQLException {
        Connection connection = connect(url);
        return new Reader(
                connection,
                connection.prepareStatement("SELECT value FROM entry WHERE key = ?"),
                connection.prepareStatement(
                        "SELECT key FROM entry WHERE key >= ? AND key < ? ORDER BY key LIMIT 1000"));
    }

    private static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("PRAGMA trusted_schema = OFF");
        }
        return connection;
    }

    /**
     * Opens or makes the file.
     *
     * @throws IOException when it cannot be opened or is no such file
     */
    public static SqliteVaultStorage open(Path file) throws IOException {
        String url = "jdbc:sqlite:" + file;
        try {
            return new SqliteVaultStorage(connect(url), url);
        } catch (SQLException unreadable) {
            throw new IOException("cannot open " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private interface Reading<T> {
        T read(Reader reader) throws SQLException;
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        try {
            Reader reader = readers.take();
            try {
                return reading.read(reader);
            } finally {
                readers.add(reader);
            }
        } catch (SQLException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public byte @Nullable [] read(String key) throws IOException {
        return reading(reader -> {
                    reader.get().setString(1, key);
                    try (ResultSet rows = reader.get().executeQuery()) {
                        return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.<byte[]>empty();
                    }
                })
                .orElse(null);
    }

    /** Reads keys in blocks; below a folder it jumps to the end of the folder. */
    @Override
    public List<String> list(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        String end = prefix + "\uffff\uffff";
        String from = prefix;
        while (true) {
            List<String> keys = keys(from, end);
            if (keys.isEmpty()) {
                return names;
            }
            from = take(prefix, keys, names);
        }
    }

    private List<String> keys(String from, String end) throws IOException {
        return reading(reader -> {
            reader.next().setString(1, from);
            reader.next().setString(2, end);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = reader.next().executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        });
    }

    private static String take(String prefix, List<String> keys, List<String> names) {
        for (String key : keys) {
            String below = key.substring(prefix.length());
            int slash = below.indexOf('/');
            if (slash >= 0) {
                names.add(below.substring(0, slash + 1));
                return prefix + below.substring(0, slash) + "0"; // the sign after the slash
            }
            names.add(below);
        }
        return keys.getLast() + "\0";
    }

    @Override
    public void commit(List<Change> changes) throws IOException {
        try {
            for (Change change : changes) {
                apply(change);
            }
            writer.commit();
        } catch (SQLException failed) {
            rollBack(failed);
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private void apply(Change change) throws SQLException {
        byte[] value = change.value();
        if (value == null) {
            remove.setString(1, change.key());
            remove.executeUpdate();
        } else {
            put.setString(1, change.key());
            put.setBytes(2, value);
            put.executeUpdate();
        }
    }

    private void rollBack(SQLException cause) {
        try {
            writer.rollback();
        } catch (SQLException further) {
            cause.addSuppressed(further);
        }
    }

    @Override
    public void scan(BiConsumer<String, byte[]> visitor) throws IOException {
        reading(reader -> {
            try (Statement statement = reader.connection().createStatement();
                    ResultSet rows = statement.executeQuery("SELECT key, value FROM entry ORDER BY key")) {
                while (rows.next()) {
                    visitor.accept(rows.getString(1), rows.getBytes(2));
                }
            }
            return visitor;
        });
    }

    @Override
    public long count() throws IOException {
        return reading(reader -> {
            try (Statement statement = reader.connection().createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM entry")) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    @Override
    public String type() {
        return "file";
    }

    @Override
    public void close() {
        try {
            for (Reader reader : readers) {
                reader.connection().close();
            }
            writer.close();
        } catch (SQLException failed) {
            System.getLogger(SqliteVaultStorage.class.getName())
                    .log(System.Logger.Level.WARNING, "while closing the vault's storage: " + failed.getMessage());
        }
    }
}
