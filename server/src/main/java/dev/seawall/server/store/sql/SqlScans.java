package dev.seawall.server.store.sql;

import dev.seawall.server.inventory.Counts;
import dev.seawall.server.inventory.NewScan;
import dev.seawall.server.inventory.ScanStore;
import dev.seawall.server.inventory.ScanSummary;
import dev.seawall.server.inventory.StoredFinding;
import dev.seawall.server.inventory.TargetSummary;
import dev.seawall.server.inventory.Visible;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans, targets and findings in tables. */
public final class SqlScans implements ScanStore {
    private static final String SCOPE = "(t.kind || ':' || t.name)";
    private static final String SCAN = "s.id, s.target, t.kind, t.name, s.digest, s.at, s.actor, s.passed, s.critical,"
            + " s.high, s.medium, s.low, s.unknown FROM scans s JOIN targets t ON t.id = s.target";
    private static final String TARGET = "t.id, t.kind, t.name, t.digest, t.scan, t.scanned_at, t.passed, t.critical,"
            + " t.high, t.medium, t.low, t.unknown, (SELECT COUNT(*) FROM inventory i WHERE i.image_digest = t.digest"
            + " AND t.digest <> '' AND i.kind = 'container') AS running FROM targets t";
    private static final String INSERT_FINDING =
            "INSERT INTO findings (target, fingerprint, rule, kind, severity, status, title, package, version, fix_state,"
                    + " fix_version, place, priority, kev, epss, practices, first_seen)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;

    /** Uses a database whose tables are there. */
    public SqlScans(Database database) {
        this.database = database;
    }

    @Override
    public void put(NewScan scan) {
        database.write(sql -> {
            database.exclusive(sql, "target " + scan.kind() + ":" + scan.name());
            String target = target(sql, scan);
            insertScan(sql, scan, target);
            replaceFindings(sql, scan, target);
            Map<String, String> content =
                    Map.of("scan", scan.id(), "target", target, "kind", scan.kind(), "name", scan.name());
            SqlEvents.add(sql, "scan.stored", content, scan.at());
            return target;
        });
    }

    private static String target(Sql sql, NewScan scan) throws SQLException {
        Counts c = scan.counts();
        return sql.first(
                        "INSERT INTO targets (id, kind, name, digest, scan, scanned_at, critical, high, medium, low,"
                                + " unknown, passed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (kind, name) DO UPDATE SET digest = excluded.digest,"
                                + " scan = excluded.scan, scanned_at = excluded.scanned_at,"
                                + " critical = excluded.critical, high = excluded.high, medium = excluded.medium,"
                                + " low = excluded.low, unknown = excluded.unknown, passed = excluded.passed"
                                + " RETURNING id",
                        row -> row.text("id"),
                        scan.id(),
                        scan.kind(),
                        scan.name(),
                        scan.digest(),
                        scan.id(),
                        scan.at(),
                        c.critical(),
                        c.high(),
                        c.medium(),
                        c.low(),
                        c.unknown(),
                        scan.passed())
                .orElseThrow(() -> new SQLException("the target was not stored"));
    }

    private static void insertScan(Sql sql, NewScan scan, String target) throws SQLException {
        Counts c = scan.counts();
        sql.update(
                "INSERT INTO scans (id, target, at, actor, digest, passed, critical, high, medium, low, unknown, report)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                scan.id(),
                target,
                scan.at(),
                scan.actor(),
                scan.digest(),
                scan.passed(),
                c.critical(),
                c.high(),
                c.medium(),
                c.low(),
                c.unknown(),
                scan.report());
    }

    private static void replaceFindings(Sql sql, NewScan scan, String target) throws SQLException {
        Map<String, Instant> seen = new HashMap<>();
        sql.each(
                "SELECT fingerprint, first_seen FROM findings WHERE target = ?",
                row -> seen.put(row.text("fingerprint"), row.time("first_seen")),
                target);
        sql.update("DELETE FROM findings WHERE target = ?", target);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (StoredFinding f : scan.findings()) {
            rows.add(new @Nullable Object[] {
                target,
                f.fingerprint(),
                f.rule(),
                f.kind(),
                f.severity(),
                f.status(),
                f.title(),
                f.pkg(),
                f.version(),
                f.fixState(),
                f.fixVersion(),
                f.place(),
                f.priority(),
                f.kev(),
                f.epss(),
                f.practices(),
                seen.getOrDefault(f.fingerprint(), f.firstSeen())
            });
        }
        sql.batch(INSERT_FINDING, rows);
    }

    @Override
    public Optional<ScanSummary> scan(String id) {
        return database.read(sql -> sql.first("SELECT " + SCAN + " WHERE s.id = ?", SqlScans::summary, id));
    }

    @Override
    public Optional<byte[]> report(String id) {
        return database.read(sql -> sql.first("SELECT report FROM scans WHERE id = ?", row -> row.bytes("report"), id));
    }

    @Override
    public List<ScanSummary> scans(String target, Visible visible, Instant before, String beforeId, int limit) {
        Conditions where = new Conditions()
                .and("(s.at < ? OR (s.at = ? AND s.id < ?))", before, before, beforeId)
                .equal("s.target", target)
                .visible(SCOPE, visible);
        return database.read(sql -> sql.all(
                "SELECT " + SCAN + where.where() + " ORDER BY s.at DESC, s.id DESC LIMIT ?",
                SqlScans::summary,
                where.values(limit)));
    }

    private static ScanSummary summary(Row row) throws SQLException {
        return new ScanSummary(
                row.text("id"),
                row.text("target"),
                row.text("kind"),
                row.text("name"),
                row.text("digest"),
                row.time("at"),
                row.text("actor"),
                row.flag("passed"),
                counts(row));
    }

    private static Counts counts(Row row) throws SQLException {
        return new Counts(
                row.number("critical"),
                row.number("high"),
                row.number("medium"),
                row.number("low"),
                row.number("unknown"));
    }

    @Override
    public boolean remove(String id) {
        return database.write(sql -> {
            long siblings =
                    sql.count("SELECT COUNT(*) FROM scans WHERE target = (SELECT target FROM scans WHERE id = ?)", id);
            if (siblings == 1) {
                return sql.update("DELETE FROM targets WHERE scan = ?", id) == 1;
            }
            return sql.update(
                            "DELETE FROM scans WHERE id = ? AND NOT EXISTS (SELECT 1 FROM targets WHERE scan = ?)",
                            id,
                            id)
                    == 1;
        });
    }

    @Override
    public Optional<TargetSummary> target(String id) {
        return database.read(sql -> sql.first("SELECT " + TARGET + " WHERE t.id = ?", SqlScans::targetRow, id));
    }

    private static Conditions targetConditions(String kind, String text, Visible visible) {
        Conditions where = new Conditions().equal("t.kind", kind).visible(SCOPE, visible);
        return text.isEmpty()
                ? where
                : where.and(
                        "LOWER(t.name) LIKE ? ESCAPE '!'",
                        "%" + Conditions.escaped(text.toLowerCase(Locale.ROOT)) + "%");
    }

    @Override
    public List<TargetSummary> targets(String kind, String text, Visible visible, String after, int limit) {
        Conditions where = targetConditions(kind, text, visible).and("(t.name || ' ' || t.kind) > ?", after);
        return database.read(sql -> sql.all(
                "SELECT " + TARGET + where.where() + " ORDER BY (t.name || ' ' || t.kind) LIMIT ?",
                SqlScans::targetRow,
                where.values(limit)));
    }

    @Override
    public long targetCount(String kind, String text, Visible visible) {
        Conditions where = targetConditions(kind, text, visible);
        return database.read(sql -> sql.count("SELECT COUNT(*) FROM targets t" + where.where(), where.values()));
    }

    private static TargetSummary targetRow(Row row) throws SQLException {
        return new TargetSummary(
                row.text("id"),
                row.text("kind"),
                row.text("name"),
                row.text("digest"),
                row.text("scan"),
                row.time("scanned_at"),
                row.flag("passed"),
                counts(row),
                row.number("running"));
    }

    @Override
    public long prune(Instant before) {
        return database.write(sql ->
                (long) sql.update("DELETE FROM scans WHERE at < ? AND id NOT IN (SELECT scan FROM targets)", before));
    }
}
