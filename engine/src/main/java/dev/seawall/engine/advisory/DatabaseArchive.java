package dev.seawall.engine.advisory;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A whole database as one file, for machines without a network. Equal databases give equal files. */
public final class DatabaseArchive {
    private static final long MAX_TABLE_BYTES = 2L << 30;
    private static final long FIXED_TIME = 1_577_836_800_000L; // 2020: zip entries must have a time

    private DatabaseArchive() {}

    /**
     * Writes the installed database to a file.
     *
     * @throws SeawallException where none is installed, it is damaged or the file cannot be written
     */
    public static void export(SeawallHome home, Path target) {
        Database database = Database.at(home.advisories());
        database.verify();
        try {
            Path part = Path.of(target + ".part");
            try (OutputStream file = Files.newOutputStream(part);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                out.setLevel(Deflater.BEST_SPEED);
                add(out, database.folder().resolve(Catalog.FILE));
                for (Catalog.Table table : database.catalog().tables()) {
                    add(out, database.folder().resolve(table.file()));
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SeawallException(
                    "export the advisory database to " + target,
                    Database.reason(e),
                    "Name a file in a folder that exists and can be written",
                    e);
        }
    }

    private static void add(ZipOutputStream out, Path file) throws IOException {
        ZipEntry entry = new ZipEntry(file.getFileName().toString());
        entry.setTime(FIXED_TIME);
        out.putNextEntry(entry);
        Files.copy(file, out);
        out.closeEntry();
    }

    /**
     * Installs a database from such a file in place of the one that is there, after reading all of it.
     *
     * @throws SeawallException where it is no such file or damaged in any part; the old database stays
     */
    public static void install(SeawallHome home, Path source) {
        Database database = Database.at(home.advisories());
        try {
            database.locked(() -> {
                Path fresh = Files.createTempDirectory(database.folder(), ".importing-");
                try {
                    unpack(source, fresh);
                    Database.at(fresh).verify();
                    replace(database, fresh);
                } finally {
                    FolderDatabase.delete(fresh);
                }
                return true;
            });
        } catch (IOException e) {
            throw new SeawallException(
                    "import an advisory database from " + source,
                    Database.reason(e),
                    "Name a file that `seawall db export` wrote",
                    e);
        }
    }

    private static void unpack(Path source, Path fresh) throws IOException {
        try (ZipFile zip = new ZipFile(source.toFile())) {
            copy(zip, Catalog.FILE, fresh);
            Catalog catalog = Catalog.read(fresh).orElseThrow(() -> new IOException("it has no catalog"));
            for (Catalog.Table table : catalog.tables()) {
                copy(zip, table.file(), fresh);
            }
        }
    }

    private static void copy(ZipFile zip, String name, Path folder) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it lacks " + name);
        }
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > MAX_TABLE_BYTES) {
                    throw new IOException(name + " is larger than " + MAX_TABLE_BYTES + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static void replace(Database database, Path fresh) throws IOException {
        Catalog catalog = Catalog.read(fresh).orElseThrow();
        Set<String> replaced = new TreeSet<>();
        database.catalog().tables().forEach(table -> replaced.add(table.base()));
        database.install(fresh, catalog, replaced);
    }
}
