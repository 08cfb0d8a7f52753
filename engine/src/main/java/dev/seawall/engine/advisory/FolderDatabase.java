package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.feed.OsvFolder;
import dev.seawall.engine.advisory.feed.RecordSink;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Advisories straight from a folder: in memory where it is small, through a cached store where it is big. */
final class FolderDatabase {
    private static final long SMALL_BYTES = 4L << 20;
    private static final int SMALL_FILES = 2_000;
    private static final int KEPT_STORES = 4;

    private FolderDatabase() {}

    static Advisories open(Path folder, SeawallHome home) {
        try {
            OsvFolder contents = OsvFolder.list(folder);
            boolean small = contents.zips().isEmpty()
                    && contents.bytes() <= SMALL_BYTES
                    && contents.records().size() <= SMALL_FILES;
            return small ? inMemory(folder, contents) : stored(folder, contents, home);
        } catch (IOException e) {
            throw new SeawallException(
                    "read advisories from " + folder,
                    Database.reason(e),
                    "Name a folder of OSV records (*.json) or one in OSV bucket layout (<ecosystem>/all.zip)",
                    e);
        }
    }

    private static Advisories inMemory(Path folder, OsvFolder contents) throws IOException {
        Collected collected = new Collected();
        contents.read(collected);
        ExploitData exploits = contents.exploits(collected);
        if (collected.records.isEmpty()) {
            throw new IOException("it holds no OSV record" + collected.firstProblem());
        }
        Map<String, String> dates = new TreeMap<>(exploits.dates());
        for (Advisory record : collected.records) {
            record.affected()
                    .forEach(affected -> dates.merge(
                            EcosystemName.base(affected.ecosystem()),
                            record.modified(),
                            (a, b) -> a.compareTo(b) >= 0 ? a : b));
        }
        Shelf shelf = new MemoryShelf(collected.records, exploits, MappedShelf.info(dates));
        return new Advisories(shelf, folder.toString(), collected.problems);
    }

    private static Advisories stored(Path folder, OsvFolder contents, SeawallHome home) throws IOException {
        String stamp = Digest.sha256((MappedTable.FORMAT + contents.stamp()).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 24);
        Path stores = home.cache().resolve("advisories");
        Path store = stores.resolve(stamp);
        Optional<Advisories> ready = usable(store);
        if (ready.isPresent()) {
            return ready.get();
        }
        if (!writable(stores)) {
            return temporary(folder, contents);
        }
        Path built = Files.createTempDirectory(stores, ".building-");
        try {
            build(folder, contents, built);
            moveInto(built, store);
        } finally {
            delete(built);
        }
        prune(stores, store);
        return Database.at(store).open().orElseThrow(() -> new IOException("its store vanished while it was built"));
    }

    /** The store of an earlier run, unless it is missing or damaged in any part. */
    private static Optional<Advisories> usable(Path store) throws IOException {
        try {
            Optional<Catalog> catalog = Catalog.read(store);
            if (catalog.isEmpty()) {
                return Optional.empty();
            }
            MappedShelf shelf = new MappedShelf(store, catalog.get(), () -> {});
            try {
                shelf.openAll();
            } catch (IOException damaged) {
                shelf.close();
                throw damaged;
            }
            return Optional.of(
                    new Advisories(shelf, store.toString(), catalog.get().problems()));
        } catch (IOException damaged) {
            delete(store);
            return Optional.empty();
        }
    }

    private static boolean writable(Path stores) {
        try {
            Files.createDirectories(stores);
            return Files.isWritable(stores);
        } catch (IOException readOnly) {
            return false;
        }
    }

    private static Advisories temporary(Path folder, OsvFolder contents) throws IOException {
        Path built = Files.createTempDirectory("seawall-advisories-");
        build(folder, contents, built);
        return Database.at(built)
                .open(() -> deleteQuietly(built))
                .orElseThrow(() -> new IOException("its store vanished while it was built"));
    }

    private static void build(Path folder, OsvFolder contents, Path built) throws IOException {
        try (StoreBuilder builder = new StoreBuilder(built)) {
            RecordSink sink = new BuilderSink(builder, Set.of());
            contents.read(sink);
            ExploitData exploits = contents.exploits(sink);
            if (builder.records() == 0) {
                throw new IOException(folder + " holds no OSV record");
            }
            builder.finish(exploits).write(built);
        }
    }

    /** Another process may have built the same store meanwhile: then its work is used. */
    private static void moveInto(Path built, Path store) throws IOException {
        try {
            Files.move(built, store, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (usable(store).isEmpty()) {
                throw e;
            }
        }
    }

    private static void prune(Path stores, Path current) throws IOException {
        List<Path> others;
        try (Stream<Path> list = Files.list(stores)) {
            others = list.filter(path -> !path.equals(current)
                            && !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified())
                            .reversed())
                    .toList();
        }
        for (int i = KEPT_STORES - 1; i < others.size(); i++) {
            delete(others.get(i));
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException stays) {
            folder.toFile().deleteOnExit();
        }
    }

    /** Keeps records in memory. */
    private static final class Collected implements RecordSink {
        private final List<Advisory> records = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        @Override
        public void record(Advisory advisory) {
            records.add(advisory);
        }

        @Override
        public void problem(String text) {
            if (problems.size() < Catalog.MAX_PROBLEMS) {
                problems.add(text);
            }
        }

        String firstProblem() {
            return problems.isEmpty() ? "" : " (" + problems.getFirst() + ")";
        }
    }
}
