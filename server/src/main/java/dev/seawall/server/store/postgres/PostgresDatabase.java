package dev.seawall.server.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.seawall.server.store.StoreException;
import dev.seawall.server.store.StoreException.Reason;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: a bounded pool, serializable snapshots for reads, retries where two writers collide. */
public final class PostgresDatabase implements Database {
    private static final int CONNECTIONS = 10;
    private static final long WAIT_MILLIS = 5_000;
    private static final int ATTEMPTS = 5;

    private final HikariDataSource pool;

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects.
     *
     * @param url {@code jdbc:postgresql://HOST/DATABASE?…}
     * @param password from a file or the environment, never shown; null where the server asks for none
     * @throws StoreException where the database does not answer
     */
    public static PostgresDatabase open(String url, String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        if (password != null) {
            config.setPassword(password);
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setAutoCommit(false);
        config.setPoolName("seawall");
        try {
            return new PostgresDatabase(new HikariDataSource(config));
        } catch (HikariPool.PoolInitializationException e) {
            throw new StoreException(Reason.AWAY, "cannot connect to PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        return run(work, Connection.TRANSACTION_REPEATABLE_READ, true);
    }

    @Override
    public <T> T write(Work<T> work) {
        return run(work, Connection.TRANSACTION_READ_COMMITTED, false);
    }

    private <T> T run(Work<T> work, int isolation, boolean readOnly) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, isolation, readOnly);
            } catch (SQLException e) {
                StoreException failure = failure(e);
                if (!isCollision(e) || attempt == ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    private <T> T once(Work<T> work, int isolation, boolean readOnly) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(isolation);
            try {
                T result = work.run(new Sql(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Serialization failure or deadlock: the same work may pass a moment later. */
    private static boolean isCollision(SQLException e) {
        return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
    }

    private static StoreException failure(SQLException e) {
        String state = e.getSQLState() == null ? "08" : e.getSQLState();
        Reason reason = state.startsWith("23")
                ? Reason.CONFLICT
                : state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("40")
                        ? Reason.AWAY
                        : Reason.BROKEN;
        return new StoreException(reason, "cannot use PostgreSQL: " + e.getMessage(), e);
    }

    @Override
    public void exclusive(Sql sql, String name) throws SQLException {
        sql.all("SELECT 1 FROM (SELECT pg_advisory_xact_lock(?)) AS taken", row -> row, (long) name.hashCode());
    }

    @Override
    public void recount(Sql sql, String table) throws SQLException {
        if (table.equals("findings") || table.equals("outbox")) {
            sql.all(
                    "SELECT setval(pg_get_serial_sequence(?, 'number'), (SELECT COALESCE(MAX(number), 0) + 1 FROM "
                            + table + "), false)",
                    row -> row,
                    table);
        }
    }

    @Override
    public String dialect() {
        return "postgres";
    }

    @Override
    public String skipLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public void close() {
        pool.close();
    }
}
