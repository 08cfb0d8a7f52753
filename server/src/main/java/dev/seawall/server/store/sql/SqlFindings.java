package dev.seawall.server.store.sql;

import dev.seawall.server.inventory.FindingFilter;
import dev.seawall.server.inventory.FindingGroup;
import dev.seawall.server.inventory.FindingStore;
import dev.seawall.server.inventory.StoredFinding;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Searches over the table of findings. */
public final class SqlFindings implements FindingStore {
    private static final String FROM = " FROM findings f JOIN targets t ON t.id = f.target";
    private static final String COLUMNS =
            "f.number, f.target, t.name AS target_name, f.fingerprint, f.rule, f.kind, f.severity, f.status, f.title,"
                    + " f.package, f.version, f.fix_state, f.fix_version, f.place, f.priority, f.kev, f.epss,"
                    + " f.practices, f.first_seen";
    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlFindings(Database database) {
        this.database = database;
    }

    private static Conditions conditions(FindingFilter filter) {
        Conditions where = new Conditions()
                .equal("f.kind", filter.kind())
                .equal("f.rule", filter.rule())
                .equal("f.package", filter.pkg())
                .equal("f.fix_version", filter.fix())
                .equal("f.target", filter.target())
                .equal("f.status", filter.status())
                .visible("(t.kind || ':' || t.name)", filter.visible());
        if (!filter.severities().isEmpty()) {
            // numbers of our own, none from outside
            where.and("f.severity IN ("
                    + filter.severities().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
        }
        Boolean kev = filter.kev();
        if (kev != null) {
            where.and("f.kev = ?", kev);
        }
        if (!filter.text().isEmpty()) {
            String like = "%" + Conditions.escaped(filter.text().toLowerCase(Locale.ROOT)) + "%";
            where.and(
                    "(LOWER(f.title) LIKE ? ESCAPE '!' OR LOWER(f.rule) LIKE ? ESCAPE '!' OR LOWER(f.package) LIKE ? ESCAPE '!')",
                    like,
                    like,
                    like);
        }
        return where;
    }

    @Override
    public List<StoredFinding> page(FindingFilter filter, long priority, long number, int limit) {
        Conditions where = conditions(filter)
                .and("(f.priority < ? OR (f.priority = ? AND f.number < ?))", priority, priority, number);
        return database.read(sql -> sql.all(
                "SELECT " + COLUMNS + FROM + where.where() + " ORDER BY f.priority DESC, f.number DESC LIMIT ?",
                SqlFindings::finding,
                where.values(limit)));
    }

    @Override
    public long count(FindingFilter filter) {
        Conditions where = conditions(filter);
        return database.read(sql -> sql.count("SELECT COUNT(*)" + from(filter) + where.where(), where.values()));
    }

    @Override
    public List<FindingGroup> groups(By by, FindingFilter filter, int offset, int limit) {
        String key =
                switch (by) {
                    case FIX -> "CASE WHEN f.fix_version <> '' THEN f.package || ' ' || f.fix_version ELSE f.rule END";
                    case RULE -> "f.rule";
                    case IMAGE -> "f.target";
                };
        Conditions where = conditions(filter);
        if (by == By.FIX) {
            where.and("(f.fix_version <> '' OR f.fix_state = 'fixed')");
        }
        String title = by == By.IMAGE ? "(SELECT n.name FROM targets n WHERE n.id = f.target)" : "MIN(f.title)";
        String statement = "SELECT " + key + " AS grouped, " + title + " AS title, COUNT(*) AS many,"
                + " COUNT(DISTINCT f.target) AS targets, MAX(f.severity) AS worst, MAX(f.priority) AS highest,"
                + " SUM(f.kev) AS exploited" + from(filter) + where.where()
                + " GROUP BY 1 ORDER BY 6 DESC, 3 DESC, 1 LIMIT ? OFFSET ?";
        return database.read(sql -> sql.all(statement, SqlFindings::group, where.values(limit, offset)));
    }

    /** Targets only hide some where not all may be seen; to join a million rows for nothing takes a second. */
    private static String from(FindingFilter filter) {
        return filter.visible().all() ? " FROM findings f" : FROM;
    }

    private static FindingGroup group(Row row) throws SQLException {
        return new FindingGroup(
                row.text("grouped"),
                row.text("title"),
                row.number("many"),
                row.number("targets"),
                (int) row.number("worst"),
                row.number("highest"),
                row.number("exploited"));
    }

    private static StoredFinding finding(Row row) throws SQLException {
        return new StoredFinding(
                row.number("number"),
                row.text("target"),
                row.text("target_name"),
                row.text("fingerprint"),
                row.text("rule"),
                row.text("kind"),
                (int) row.number("severity"),
                row.text("status"),
                row.text("title"),
                row.text("package"),
                row.text("version"),
                row.text("fix_state"),
                row.text("fix_version"),
                row.text("place"),
                row.number("priority"),
                row.flag("kev"),
                row.fractionOrNull("epss"),
                row.text("practices"),
                row.time("first_seen"));
    }
}
