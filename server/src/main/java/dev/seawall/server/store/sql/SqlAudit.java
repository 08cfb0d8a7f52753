package dev.seawall.server.store.sql;

import dev.seawall.server.audit.AuditEntry;
import dev.seawall.server.audit.AuditStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The audit log in a table that nothing updates. */
public final class SqlAudit implements AuditStore {
    private static final String COLUMNS =
            "number, at, actor, address, action, subject, outcome, detail, previous, hash";
    private static final int PAGE = 1_000;
    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlAudit(Database database) {
        this.database = database;
    }

    @Override
    public AuditEntry append(Function<Optional<AuditEntry>, AuditEntry> next) {
        return database.write(sql -> {
            database.exclusive(sql, "audit");
            AuditEntry e = next.apply(
                    sql.first("SELECT " + COLUMNS + " FROM audit ORDER BY number DESC LIMIT 1", SqlAudit::entry));
            sql.update(
                    "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    e.number(),
                    e.at(),
                    e.actor(),
                    e.address(),
                    e.action(),
                    e.subject(),
                    e.outcome(),
                    e.detail(),
                    e.previous(),
                    e.hash());
            return e;
        });
    }

    @Override
    public List<AuditEntry> before(long number, String actor, String action, int limit) {
        return database.read(sql -> sql.all(
                "SELECT " + COLUMNS + " FROM audit WHERE number < ? AND (? = '' OR actor = ?)"
                        + " AND (? = '' OR action = ?) ORDER BY number DESC LIMIT ?",
                SqlAudit::entry,
                number,
                actor,
                actor,
                action,
                action,
                limit));
    }

    @Override
    public void each(Consumer<AuditEntry> line) {
        database.read(sql -> {
            long after = 0;
            List<AuditEntry> page;
            do {
                page = sql.all(
                        "SELECT " + COLUMNS + " FROM audit WHERE number > ? ORDER BY number LIMIT ?",
                        SqlAudit::entry,
                        after,
                        PAGE);
                page.forEach(line);
                after = page.isEmpty() ? after : page.getLast().number();
            } while (!page.isEmpty());
            return after;
        });
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.number("number"),
                row.time("at"),
                row.text("actor"),
                row.text("address"),
                row.text("action"),
                row.text("subject"),
                row.text("outcome"),
                row.text("detail"),
                row.text("previous"),
                row.text("hash"));
    }
}
