package dev.seawall.server.store.embedded;

import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.store.StoreException;
import dev.seawall.server.store.StoreException.Reason;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * SQLite with a write-ahead log that is flushed to disk at every commit ({@code synchronous=FULL}). There is one
 * connection that writes and a few that read; readers see the state before the write that is going on.
 */
public final class EmbeddedDatabase implements Database {
    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 10_000;
    private static final int CACHE_KIB = -16_000;

    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);

    private EmbeddedDatabase(Path file) throws SQLException {
        writer = connect(file, false);
        for (int i = 0; i < READERS; i++) {
            readers.add(connect(file, true));
        }
    }

    /**
     * Opens a database file, making it with mode 0600 where there is none.
     *
     * @throws StoreException where it cannot be opened or is no database
     */
    public static EmbeddedDatabase open(Path file) {
        try {
            PrivateFile.folder(file.toAbsolutePath().resolveSibling(""));
            NativeLibrary.keepIn(file.toAbsolutePath().resolveSibling("native"));
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return new EmbeddedDatabase(file);
        } catch (SQLException e) {
            throw failure("open " + file, e);
        } catch (IOException e) {
            throw new StoreException(Reason.AWAY, "cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private static Connection connect(Path file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(CACHE_KIB);
        config.enforceForeignKeys(true);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute(readOnly ? "PRAGMA query_only=1" : "PRAGMA wal_autocheckpoint=2000");
        }
        return connection;
    }

    @Override
    public <T> T read(Work<T> work) {
        Connection connection = take();
        try {
            return run(connection, "BEGIN", work);
        } finally {
            readers.add(connection);
        }
    }

    private Connection take() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Reason.AWAY, "interrupted while waiting for a connection", e);
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        writing.lock();
        try {
            return run(writer, "BEGIN IMMEDIATE", work);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Begins and ends the transaction by statements: the driver's own mode without auto-commit would begin the next one
     * at once and so keep every other process, a backup for one, from the file.
     */
    private static <T> T run(Connection connection, String begin, Work<T> work) {
        try {
            execute(connection, begin);
            T result = work.run(new Sql(connection));
            execute(connection, "COMMIT");
            return result;
        } catch (SQLException e) {
            rollback(connection, e);
            throw failure("use the embedded store", e);
        } catch (RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    private static void rollback(Connection connection, Exception first) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }

    private static StoreException failure(String tried, SQLException e) {
        String text = String.valueOf(e.getMessage());
        String upper = text.toUpperCase(Locale.ROOT);
        Reason reason = upper.contains("SQLITE_CONSTRAINT")
                ? Reason.CONFLICT
                : upper.contains("SQLITE_BUSY") || upper.contains("SQLITE_FULL") || upper.contains("SQLITE_IOERR")
                        ? Reason.AWAY
                        : Reason.BROKEN;
        return new StoreException(reason, "cannot " + tried + ": " + text, e);
    }

    @Override
    public void exclusive(Sql sql, String name) {
        // there is one writer
    }

    @Override
    public void recount(Sql sql, String table) {
        // SQLite counts on from the largest
    }

    @Override
    public String dialect() {
        return "embedded";
    }

    @Override
    public String skipLocked() {
        return "";
    }

    @Override
    public void close() {
        writing.lock();
        try {
            for (Connection reader : readers) {
                reader.close();
            }
            writer.close();
        } catch (SQLException e) {
            throw failure("close the embedded store", e);
        } finally {
            writing.unlock();
        }
    }
}
