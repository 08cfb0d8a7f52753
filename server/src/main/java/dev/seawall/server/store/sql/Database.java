package dev.seawall.server.store.sql;

import java.io.Closeable;
import java.sql.SQLException;

/**
 * A relational database. Every access is one transaction; a write is on disk when it returns.
 *
 * <p>All methods throw {@link dev.seawall.server.store.StoreException}; nothing of a transaction that failed is kept.
 */
public interface Database extends Closeable {
    /** What is done in one transaction. It may be run again after a conflict, so it must change nothing else. */
    @FunctionalInterface
    interface Work<T> {
        /** @throws SQLException rolls the transaction back */
        T run(Sql sql) throws SQLException;
    }

    /** Reads from one consistent snapshot. */
    <T> T read(Work<T> work);

    /** Reads and writes in one transaction, the only writer of its rows. */
    <T> T write(Work<T> work);

    /** Waits until no other transaction that asked for the same name is open; for chains that have one end. */
    void exclusive(Sql sql, String name) throws SQLException;

    /** Which migrations it runs: the folder below {@code db}. */
    String dialect();

    /** Rows a worker takes are locked by this at the end of a SELECT; empty where there is only one writer anyway. */
    String skipLocked();

    /** After rows with given numbers were put in: makes the table's counter go on behind them. */
    void recount(Sql sql, String table) throws SQLException;

    @Override
    void close();
}
