package dev.seawall.server.store.sql;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings a database to this version's tables: everything that is missing in one transaction, so that a failure leaves
 * the tables as they were. A file that was applied must never change, and a database of a later version is not touched.
 */
public final class Migrations {
    /** In order; each is a file of that name in {@code db/embedded} and {@code db/postgres}. */
    private static final List<String> ALL = List.of("001-identity", "002-audit", "003-scans", "004-jobs", "005-agents");

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)";

    private Migrations() {}

    /** Names of what this database lacks; all of them for an empty one. */
    public static List<String> pending(Database database) {
        Map<String, String> applied = applied(database);
        refuseStrangers(database, applied);
        return ALL.stream().filter(name -> !applied.containsKey(name)).toList();
    }

    /** Whether nothing was ever applied. */
    public static boolean isNew(Database database) {
        return applied(database).isEmpty();
    }

    /** Applies what is missing. */
    public static void run(Database database, Instant now) {
        run(database, now, ALL);
    }

    /** Names of what was applied, in order. */
    public static List<String> done(Database database) {
        Map<String, String> applied = applied(database);
        return ALL.stream().filter(applied::containsKey).toList();
    }

    /** Applies what is missing of these, as a backup of an older version needs it. */
    public static void run(Database database, Instant now, List<String> wanted) {
        List<String> missing =
                pending(database).stream().filter(wanted::contains).toList();
        if (missing.isEmpty()) {
            return;
        }
        database.write(sql -> {
            for (String name : missing) {
                String script = script(database.dialect(), name);
                sql.script(script);
                sql.update(
                        "INSERT INTO migrations (name, sha256, applied_at) VALUES (?, ?, ?)", name, sum(script), now);
            }
            return missing.size();
        });
    }

    private static Map<String, String> applied(Database database) {
        return database.write(sql -> {
            sql.update(TABLE);
            Map<String, String> out = new TreeMap<>();
            sql.all("SELECT name, sha256 FROM migrations", row -> out.put(row.text("name"), row.text("sha256")));
            return out;
        });
    }

    private static void refuseStrangers(Database database, Map<String, String> applied) {
        applied.forEach((name, sum) -> {
            if (!ALL.contains(name)) {
                throw refused("it was used by a later version (" + name + ")", "Start that version");
            }
            if (!sum(script(database.dialect(), name)).equals(sum)) {
                throw refused("its tables were made by another build (" + name + ")", "Restore a backup into this one");
            }
        });
    }

    private static SeawallException refused(String because, String remedy) {
        return new SeawallException("open the store", because, remedy);
    }

    private static String script(String dialect, String name) {
        String path = "/db/" + dialect + "/" + name + ".sql";
        try (InputStream in = Migrations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the migration " + path + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sum(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tables in an order in which rows can be put back without breaking references. */
    public static List<String> tables(Database database) {
        return database.read(Migrations::tables);
    }

    private static List<String> tables(Sql sql) throws SQLException {
        return sql.all("SELECT name FROM backup_tables ORDER BY position", row -> row.text("name"));
    }
}
