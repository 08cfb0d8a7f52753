package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.Catalog.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds the tables of a store from records in any order, in bounded memory: what each package, id and CVE needs is
 * sorted outside of memory and then written, ecosystem after ecosystem. Equal records give equal files.
 */
final class StoreBuilder implements Closeable {
    /** Before the name of a feed: where its records are filed that speak of no package, such as NVD's. */
    static final String NO_PACKAGE = "~";

    private static final long SORT_MEMORY_BYTES = 96L << 20;

    private final Path folder;
    private final ExternalSort packages;
    private final ExternalSort ids;
    private final ExternalSort ratings;
    private final Map<String, String> displays = new TreeMap<>();
    private final SortedMap<String, String> dates = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private int records;

    /** @param folder an empty one, for the tables and, while building, spilled data */
    StoreBuilder(Path folder) {
        this.folder = folder;
        packages = new ExternalSort(folder, ".sort-packages", SORT_MEMORY_BYTES);
        ids = new ExternalSort(folder, ".sort-ids", SORT_MEMORY_BYTES / 2);
        ratings = new ExternalSort(folder, ".sort-ratings", SORT_MEMORY_BYTES / 4);
    }

    /** Takes a record; where {@code only} names ecosystems, canonical and without release, nothing of others is kept. */
    void add(Advisory record, Set<String> only) throws IOException {
        for (PackageEntry entry : PackageEntry.of(record)) {
            if (only.isEmpty() || only.contains(EcosystemName.base(entry.ecosystem()))) {
                file(entry, record);
            }
        }
        if (record.affected().isEmpty()) {
            String feed = only.size() == 1 ? only.iterator().next() : "";
            file(new PackageEntry(NO_PACKAGE + feed, record.id(), "", record), record);
        }
        records++;
    }

    /** Takes a record whole. */
    void add(Advisory record) throws IOException {
        add(record, Set.of());
    }

    private void file(PackageEntry entry, Advisory record) throws IOException {
        String base = EcosystemName.base(entry.ecosystem());
        packages.add(key(entry.ecosystem(), entry.name()), AdvisoryCodec.encode(entry.advisory()));
        byte[] posting = new Posting(entry.ecosystem(), entry.name(), record.id()).encode();
        for (String name : Postings.names(record)) {
            ids.add(key(base, name), posting);
        }
        if (!record.withdrawn()) {
            rate(base, record);
        }
        if (!entry.ecosystem().startsWith(NO_PACKAGE)) {
            displays.putIfAbsent(entry.ecosystem(), entry.displayEcosystem());
            date(EcosystemName.base(entry.displayEcosystem()), record.modified());
        }
    }

    private void rate(String base, Advisory record) throws IOException {
        for (String cve : Postings.rated(record)) {
            for (Rating rating : record.ratings()) {
                FieldWriter out = new FieldWriter();
                AdvisoryCodec.write(rating, out);
                ratings.add(key(base, cve.toUpperCase(Locale.ROOT)), out.done());
            }
        }
    }

    /** Notes the date of a source, where it is newer than what is known. */
    void date(String source, String date) {
        if (!date.isEmpty()) {
            dates.merge(source, date, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
    }

    /** Notes something that was left out. */
    void problem(String text) {
        if (problems.size() < Catalog.MAX_PROBLEMS) {
            problems.add(text);
        }
    }

    /** The feed whose tables these are: an ecosystem, or what its records without packages are filed under. */
    static String feedOf(String base) {
        return base.startsWith(NO_PACKAGE) ? base.substring(NO_PACKAGE.length()) : base;
    }

    int records() {
        return records;
    }

    private static byte[] key(String ecosystem, String name) {
        return (ecosystem + "\0" + name).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes all tables, but not the catalog itself.
     *
     * @param extra what is known by CVE
     */
    Catalog finish(ExploitData extra) throws IOException {
        List<Catalog.Table> tables = new ArrayList<>();
        write(tables, packages, Kind.PACKAGES);
        write(tables, ids, Kind.IDS);
        write(tables, ratings, Kind.RATINGS);
        ExploitTables.write(folder, extra, tables);
        extra.dates().forEach(this::date);
        return new Catalog(tables, dates, problems);
    }

    private void write(List<Catalog.Table> tables, ExternalSort sort, Kind kind) throws IOException {
        try (TableSplitter splitter = new TableSplitter(folder, kind, displays, tables)) {
            sort.drain(splitter::accept);
            splitter.finish();
        }
        sort.close();
    }

    @Override
    public void close() throws IOException {
        packages.close();
        ids.close();
        ratings.close();
    }
}
