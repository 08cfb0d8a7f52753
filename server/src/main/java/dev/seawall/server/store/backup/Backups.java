package dev.seawall.server.store.backup;

import dev.seawall.server.disk.PrivateFile;
import dev.seawall.server.store.sql.Database;
import dev.seawall.server.store.sql.Migrations;
import dev.seawall.server.store.sql.Sql;
import dev.seawall.server.store.sql.TableCopy;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A server's state in one ZIP file: every table from one snapshot, the certificates and keys, the end of the audit log,
 * and the digest of each. It goes from either database into either. Who has the file has the keys: its mode is 0600.
 */
public final class Backups {
    /** Files of the home that go along, where they exist. */
    private static final List<String> FILES =
            List.of("tls/ca.crt", "tls/ca.key", "tls/server.crt", "tls/server.key", "audit.head");

    private Backups() {}

    /**
     * Writes a backup and reads all of it back.
     *
     * @param file replaced only once the new one is whole
     * @throws IOException where it cannot be written or does not read back as it was written
     */
    public static void write(Database database, Path home, Path file, Instant now) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        PrivateFile.write(fresh, new byte[0]);
        try (OutputStream out = Files.newOutputStream(fresh);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            write(database, home, zip, now);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        check(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Database database, Path home, ZipOutputStream zip, Instant now) throws IOException {
        Manifest manifest = new Manifest(now, Migrations.done(database), new TreeMap<>(), new TreeMap<>());
        List<String> tables = Migrations.tables(database);
        database.read(sql -> {
            for (String table : tables) {
                writeTable(sql, table, zip, manifest);
            }
            return tables.size();
        });
        for (String name : FILES) {
            Path path = home.resolve(name);
            if (Files.isRegularFile(path)) {
                entry(zip, "files/" + name, manifest, out -> out.write(Files.readAllBytes(path)));
            }
        }
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.json());
        zip.closeEntry();
    }

    private static void writeTable(Sql sql, String table, ZipOutputStream zip, Manifest manifest) throws SQLException {
        try {
            long[] rows = {0};
            entry(zip, "tables/" + table + ".jsonl", manifest, out -> {
                try {
                    rows[0] = TableCopy.write(sql, table, out);
                } catch (SQLException e) {
                    throw new IOException("the table " + table + " cannot be read: " + e.getMessage(), e);
                }
            });
            manifest.rows().put(table, rows[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void entry(ZipOutputStream zip, String name, Manifest manifest, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = sha256();
        content.writeTo(new DigestOutputStream(new Unclosed(zip), digest));
        zip.closeEntry();
        manifest.sums().put(name, HexFormat.of().formatHex(digest.digest()));
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads every byte of a backup and compares it with what was written.
     *
     * @return when its snapshot was taken
     * @throws IOException where anything is missing or changed
     */
    public static Instant check(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(zip);
            for (var sum : manifest.sums().entrySet()) {
                if (!digest(zip, sum.getKey()).equals(sum.getValue())) {
                    throw new IOException("the entry " + sum.getKey() + " is not as it was written");
                }
            }
            return manifest.createdAt();
        }
    }

    private static String digest(ZipFile zip, String name) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(open(zip, name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("the entry " + name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        try (InputStream in = open(zip, Manifest.NAME)) {
            return Manifest.parse(in.readAllBytes());
        }
    }

    /**
     * Puts a backup into an empty database, in one transaction, and counts what arrived.
     *
     * @throws IOException where the backup is damaged; the database then holds nothing of it
     */
    public static void load(Path file, Database database, Instant now) throws IOException {
        check(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(zip);
            Migrations.run(database, now, manifest.migrations());
            database.write(sql -> {
                for (String table : tables(sql)) {
                    loadTable(sql, table, zip, manifest);
                    database.recount(sql, table);
                }
                return manifest.rows().size();
            });
            Migrations.run(database, now);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<String> tables(Sql sql) throws SQLException {
        return sql.all("SELECT name FROM backup_tables ORDER BY position", row -> row.text("name"));
    }

    private static void loadTable(Sql sql, String table, ZipFile zip, Manifest manifest) throws SQLException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(open(zip, "tables/" + table + ".jsonl"), StandardCharsets.UTF_8))) {
            TableCopy.read(sql, table, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long expected = manifest.rows().getOrDefault(table, 0L);
        long arrived = sql.count("SELECT COUNT(*) FROM " + table);
        if (arrived != expected) {
            throw new SQLException(table + " has " + arrived + " rows in place of " + expected);
        }
    }

    /** Puts the files of a backup into a home. */
    public static void unpackFiles(Path file, Path home) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> present = manifest(zip).sums().keySet();
            for (String name : FILES) {
                if (present.contains("files/" + name)) {
                    Path target = home.resolve(name);
                    PrivateFile.folder(target.resolveSibling(""));
                    try (InputStream in = open(zip, "files/" + name)) {
                        PrivateFile.write(target, in.readAllBytes());
                    }
                }
            }
        }
    }
}
