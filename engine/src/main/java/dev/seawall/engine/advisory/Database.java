package dev.seawall.engine.advisory;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A store of advisories in a folder. Tables are never changed: an update adds new ones under names made of their
 * content and then swaps the catalog, so a scan beside it sees the old database or the new one, never a mixture.
 */
public final class Database {
    private static final String REMEDY = "Run `seawall db update` to build the database afresh";
    private static final Duration LONGEST_SCAN = Duration.ofHours(2);
    private final Path folder;

    private Database(Path folder) {
        this.folder = folder;
    }

    /** The store in a folder, whether it exists yet or not. */
    public static Database at(Path folder) {
        return new Database(folder);
    }

    /**
     * Opens the store; empty where there is none.
     *
     * @throws SeawallException where it is damaged
     */
    public Optional<Advisories> open() {
        return open(() -> {});
    }

    Optional<Advisories> open(Runnable onClose) {
        try {
            Optional<Catalog> catalog = Catalog.read(folder);
            if (catalog.isEmpty()) {
                return Optional.empty();
            }
            Shelf shelf = new MappedShelf(folder, catalog.get(), onClose);
            return Optional.of(
                    new Advisories(shelf, folder.toString(), catalog.get().problems()));
        } catch (IOException e) {
            throw new SeawallException("open the advisory database in " + folder, reason(e), REMEDY, e);
        }
    }

    /**
     * Reads the whole store once.
     *
     * @throws SeawallException where there is none, or any byte that a lookup can meet is damaged
     */
    public void verify() {
        try {
            Catalog catalog = Catalog.read(folder).orElseThrow(() -> new IOException("there is no database"));
            try (MappedShelf shelf = new MappedShelf(folder, catalog, () -> {})) {
                shelf.verify();
            }
        } catch (IOException e) {
            throw new SeawallException("verify the advisory database in " + folder, reason(e), REMEDY, e);
        }
    }

    Path folder() {
        return folder;
    }

    /** The catalog; an empty one where there is no store or it is damaged beyond use, and so to be replaced. */
    Catalog catalog() {
        try {
            return Catalog.read(folder).orElseGet(Database::nothing);
        } catch (IOException damaged) {
            return nothing();
        }
    }

    static boolean isOfPackages(Catalog.Table table) {
        return table.kind() == Catalog.Kind.PACKAGES && !table.display().isEmpty();
    }

    /** The ecosystems with data, canonical and without release. */
    SortedSet<String> installed() {
        return lookedAfter(Instant.MIN);
    }

    /** Those of some ecosystems that are missing or were last looked after before a time. */
    SortedSet<String> outdated(Set<String> ecosystems, Instant oldest) {
        SortedSet<String> outdated = new TreeSet<>(ecosystems);
        SortedSet<String> current = lookedAfter(oldest);
        outdated.removeIf(each -> current.contains(EcosystemName.canonical(each)));
        return outdated;
    }

    /** A table's file carries the time when its ecosystem was built or last found current. */
    private SortedSet<String> lookedAfter(Instant since) {
        SortedSet<String> bases = new TreeSet<>();
        for (Catalog.Table table : catalog().tables()) {
            if (isOfPackages(table) && !timeOf(folder.resolve(table.file())).isBefore(since)) {
                bases.add(table.base());
            }
        }
        return bases;
    }

    private static Instant timeOf(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.MIN;
        }
    }

    /** Notes that the source has nothing newer for these ecosystems, canonical. */
    void foundCurrent(Set<String> bases) throws IOException {
        FileTime now = FileTime.from(Instant.now());
        for (Catalog.Table table : catalog().tables()) {
            if (isOfPackages(table) && bases.contains(table.base())) {
                Files.setLastModifiedTime(folder.resolve(table.file()), now);
            }
        }
    }

    private static Catalog nothing() {
        return new Catalog(List.of(), new TreeMap<>(), List.of());
    }

    /** Work that only one process may do at a time. */
    interface Exclusive<T> {
        T run() throws IOException;
    }

    /** Runs under the store's lock, waiting for another process that holds it. */
    <T> T locked(Exclusive<T> work) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the lock of the database was lost");
            }
            return work.run();
        }
    }

    /**
     * Puts freshly built tables in place of those of the same ecosystems. Call it under the lock.
     *
     * @param built folder that holds them, on the same file system
     * @param fresh their catalog
     * @param replaced ecosystems, canonical and without release, whose old tables go even if nothing new comes
     */
    void install(Path built, Catalog fresh, Set<String> replaced) throws IOException {
        Catalog old = catalog();
        List<Catalog.Table> tables = new ArrayList<>();
        for (Catalog.Table table : old.tables()) {
            if (!isReplaced(table, fresh, replaced)) {
                tables.add(table);
            }
        }
        for (Catalog.Table table : fresh.tables()) {
            tables.add(adopt(built, table));
        }
        tables.sort(Comparator.comparing(Catalog.Table::file));
        SortedMap<String, String> dates = new TreeMap<>(old.dates());
        dates.keySet().removeIf(name -> replaced.contains(EcosystemName.canonical(name)));
        dates.putAll(fresh.dates());
        new Catalog(tables, dates, fresh.problems()).write(folder);
        sweep(old);
    }

    private static boolean isReplaced(Catalog.Table table, Catalog fresh, Set<String> replaced) {
        boolean byEcosystem =
                switch (table.kind()) {
                    case KEV, EPSS -> false;
                    case PACKAGES, IDS, RATINGS -> replaced.contains(StoreBuilder.feedOf(table.base()));
                };
        return byEcosystem
                || fresh.tables().stream()
                        .anyMatch(each -> each.kind() == table.kind()
                                && each.base().equals(table.base())
                                && each.ecosystem().equals(table.ecosystem()));
    }

    private Catalog.Table adopt(Path built, Catalog.Table table) throws IOException {
        Path source = built.resolve(table.file());
        String name = table.file().replaceFirst("(-[0-9a-f]{16})?\\.tbl$", "-" + digest(source) + ".tbl");
        Files.move(source, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return new Catalog.Table(table.kind(), table.base(), table.ecosystem(), table.display(), name, table.entries());
    }

    static String digest(Path file) throws IOException {
        MessageDigest digest = Digest.newSha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Digest.of("sha256", digest.digest()).hex().substring(0, 16);
    }

    /** Deletes tables that neither the catalog nor the one before names and no scan that still runs can have met. */
    private void sweep(Catalog previous) throws IOException {
        Instant old = Instant.now().minus(LONGEST_SCAN);
        Set<String> named = new HashSet<>();
        Stream.concat(catalog().tables().stream(), previous.tables().stream())
                .forEach(table -> named.add(table.file()));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean unnamed = name.endsWith(".tbl") && !named.contains(name);
                if (unnamed && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
