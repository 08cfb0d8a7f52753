package dev.seawall.server.store.sql;

import dev.seawall.server.policy.ExceptionRule;
import dev.seawall.server.policy.PolicyStore;
import dev.seawall.server.policy.StoredPolicy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exceptions and policies in tables. */
public final class SqlPolicies implements PolicyStore {
    private static final String EXCEPTION =
            "e.id, e.rule, e.target, e.package, e.path, e.owner, e.reason, e.expires_at, e.until_fixed, e.created_by,"
                    + " e.created_at, e.version";
    /** Whether exception e matches finding f of target t; a name that ends in * is a beginning. */
    private static final String MATCHES = "(e.rule = '*' OR e.rule = f.rule)"
            + " AND (e.target = '' OR e.target = t.name OR " + begins("t.name", "e.target") + ")"
            + " AND (e.package = '' OR e.package = f.package)"
            + " AND (e.path = '' OR e.path = f.place OR " + begins("f.place", "e.path") + ")"
            + " AND (e.until_fixed = 0 OR f.fix_version = '')";

    private static final String POLICY = "name, content, mode, updated_by, updated_at, version";

    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlPolicies(Database database) {
        this.database = database;
    }

    private static String begins(String text, String pattern) {
        return "(SUBSTR(" + pattern + ", LENGTH(" + pattern + "), 1) = '*' AND SUBSTR(" + text + ", 1, LENGTH("
                + pattern + ") - 1) = SUBSTR(" + pattern + ", 1, LENGTH(" + pattern + ") - 1))";
    }

    @Override
    public void add(ExceptionRule e) {
        database.write(sql -> {
            sql.update(
                    "INSERT INTO exceptions (id, rule, target, package, path, owner, reason, expires_at, until_fixed,"
                            + " created_by, created_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    e.id(),
                    e.rule(),
                    e.target(),
                    e.pkg(),
                    e.path(),
                    e.owner(),
                    e.reason(),
                    e.expiresAt(),
                    e.untilFixed(),
                    e.createdBy(),
                    e.createdAt(),
                    e.version());
            SqlEvents.add(sql, "exception.added", Map.of("exception", e.id(), "rule", e.rule()), e.createdAt());
            return e.id();
        });
    }

    @Override
    public Optional<ExceptionRule> exception(String id) {
        return database.read(sql ->
                sql.first("SELECT " + EXCEPTION + " FROM exceptions e WHERE e.id = ?", row -> rule(sql, row), id));
    }

    @Override
    public List<ExceptionRule> exceptions(String after, int limit) {
        return database.read(sql -> sql.all(
                "SELECT " + EXCEPTION + " FROM exceptions e WHERE e.id > ? ORDER BY e.id LIMIT ?",
                row -> rule(sql, row),
                after,
                limit));
    }

    private static ExceptionRule rule(Sql sql, Row row) throws SQLException {
        long hits = sql.count(
                "SELECT COUNT(*) FROM findings f JOIN targets t ON t.id = f.target, exceptions e WHERE e.id = ?"
                        + " AND f.status = 'excepted' AND " + MATCHES,
                row.text("id"));
        return new ExceptionRule(
                row.text("id"),
                row.text("rule"),
                row.text("target"),
                row.text("package"),
                row.text("path"),
                row.text("owner"),
                row.text("reason"),
                row.timeOrNull("expires_at"),
                row.flag("until_fixed"),
                row.text("created_by"),
                row.time("created_at"),
                hits,
                row.number("version"));
    }

    @Override
    public boolean replace(ExceptionRule e) {
        return database.write(sql -> sql.update(
                        "UPDATE exceptions SET rule = ?, target = ?, package = ?, path = ?, owner = ?, reason = ?,"
                                + " expires_at = ?, until_fixed = ?, version = version + 1 WHERE id = ? AND version = ?",
                        e.rule(),
                        e.target(),
                        e.pkg(),
                        e.path(),
                        e.owner(),
                        e.reason(),
                        e.expiresAt(),
                        e.untilFixed(),
                        e.id(),
                        e.version())
                == 1);
    }

    @Override
    public boolean removeException(String id, long version) {
        return database.write(
                sql -> sql.update("DELETE FROM exceptions WHERE id = ? AND version = ?", id, version) == 1);
    }

    @Override
    public long apply(Instant now) {
        return database.write(sql -> {
            String excepted = "EXISTS (SELECT 1 FROM exceptions e JOIN targets t ON t.id = f.target WHERE"
                    + " (e.expires_at IS NULL OR e.expires_at > ?) AND " + MATCHES + ")";
            sql.update("UPDATE findings AS f SET status = 'open' WHERE f.status = 'excepted' AND NOT " + excepted, now);
            sql.update("UPDATE findings AS f SET status = 'excepted' WHERE f.status = 'open' AND " + excepted, now);
            recount(sql);
            return sql.count("SELECT COUNT(*) FROM findings WHERE status = 'excepted'");
        });
    }

    /** Counts on targets follow their findings. */
    private static void recount(Sql sql) throws SQLException {
        String of =
                "(SELECT COUNT(*) FROM findings f WHERE f.target = targets.id AND f.status = 'open' AND f.severity = ";
        sql.update("UPDATE targets SET critical = " + of + "4), high = " + of + "3), medium = " + of + "2), low = " + of
                + "1), unknown = " + of + "0)");
    }

    @Override
    public List<StoredPolicy> policies() {
        return database.read(sql -> sql.all("SELECT " + POLICY + " FROM policies ORDER BY name", SqlPolicies::policy));
    }

    @Override
    public Optional<StoredPolicy> policy(String name) {
        return database.read(
                sql -> sql.first("SELECT " + POLICY + " FROM policies WHERE name = ?", SqlPolicies::policy, name));
    }

    private static StoredPolicy policy(Row row) throws SQLException {
        return new StoredPolicy(
                row.text("name"),
                row.text("content"),
                row.text("mode"),
                row.text("updated_by"),
                row.time("updated_at"),
                row.number("version"));
    }

    @Override
    public boolean put(StoredPolicy p) {
        return database.write(sql -> {
            if (p.version() == 0) {
                return sql.update(
                                "INSERT INTO policies (" + POLICY
                                        + ") VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING",
                                p.name(),
                                p.content(),
                                p.mode(),
                                p.updatedBy(),
                                p.updatedAt())
                        == 1;
            }
            return sql.update(
                            "UPDATE policies SET content = ?, mode = ?, updated_by = ?, updated_at = ?,"
                                    + " version = version + 1 WHERE name = ? AND version = ?",
                            p.content(),
                            p.mode(),
                            p.updatedBy(),
                            p.updatedAt(),
                            p.name(),
                            p.version())
                    == 1;
        });
    }

    @Override
    public boolean removePolicy(String name, long version) {
        return database.write(
                sql -> sql.update("DELETE FROM policies WHERE name = ? AND version = ?", name, version) == 1);
    }
}
