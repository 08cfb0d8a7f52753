package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.Catalog.Kind;
import dev.seawall.engine.advisory.Catalog.Table;
import dev.seawall.engine.model.DatabaseInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A store of mapped tables. Tables are opened when first asked and stay readable though an update replaces them. */
final class MappedShelf implements Shelf {
    private final Path folder;
    private final Catalog catalog;
    private final Runnable onClose;
    private final Map<String, Table> packages = new HashMap<>();
    private final Map<String, MappedTable> open = new HashMap<>();

    MappedShelf(Path folder, Catalog catalog, Runnable onClose) {
        this.folder = folder;
        this.catalog = catalog;
        this.onClose = onClose;
        for (Table table : of(Kind.PACKAGES)) {
            packages.put(table.ecosystem(), table);
        }
    }

    private List<Table> of(Kind kind) {
        List<Table> tables = new ArrayList<>();
        for (Table table : catalog.tables()) {
            if (table.kind() == kind) {
                tables.add(table);
            }
        }
        return tables;
    }

    private synchronized MappedTable table(Table table) throws IOException {
        MappedTable mapped = open.get(table.file());
        if (mapped == null) {
            mapped = MappedTable.open(folder.resolve(table.file()));
            open.put(table.file(), mapped);
        }
        return mapped;
    }

    private byte @Nullable [] find(Kind kind, String key) throws IOException {
        for (Table table : of(kind)) {
            byte[] value = table(table).find(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Opens every table, so that a damaged or vanished one is met now. */
    void openAll() throws IOException {
        for (Table table : catalog.tables()) {
            if (table(table).size() != table.entries()) {
                throw new IOException("the advisory store is damaged: " + table.file() + " is of another database");
            }
        }
    }

    /** Reads every byte that lookups can meet. */
    void verify() throws IOException {
        openAll();
        for (Table table : catalog.tables()) {
            table(table).verify();
        }
    }

    @Override
    public List<Advisory> find(String ecosystem, String name) throws IOException {
        Table table = packages.get(ecosystem);
        byte[] value = table == null ? null : table(table).find(name);
        if (value == null) {
            return List.of();
        }
        List<Advisory> advisories = new ArrayList<>();
        for (byte[] each : items(value)) {
            advisories.add(AdvisoryCodec.decode(each));
        }
        return advisories;
    }

    /** The parts of a value, each with its length before. */
    private static List<byte[]> items(byte[] value) throws IOException {
        FieldReader in = new FieldReader(value);
        int count = in.length();
        List<byte[]> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(in.bytes());
        }
        return items;
    }

    @Override
    public boolean has(String ecosystem) {
        return !ecosystem.startsWith(StoreBuilder.NO_PACKAGE) && packages.containsKey(ecosystem);
    }

    @Override
    public List<Advisory> named(String id) throws IOException {
        SortedMap<String, Advisory> found = new TreeMap<>();
        for (Table table : of(Kind.IDS)) {
            byte[] value = table(table).find(id.toUpperCase(Locale.ROOT));
            if (value != null) {
                for (byte[] each : items(value)) {
                    gather(Posting.decode(each), found);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private void gather(Posting posting, SortedMap<String, Advisory> found) throws IOException {
        for (Advisory advisory : find(posting.ecosystem(), posting.name())) {
            if (advisory.id().equals(posting.id())) {
                found.merge(advisory.id(), advisory, MappedShelf::joined);
            }
        }
    }

    private static Advisory joined(Advisory left, Advisory right) {
        List<AffectedPackage> both = new ArrayList<>(left.affected());
        right.affected().stream().filter(each -> !both.contains(each)).forEach(both::add);
        return left.withAffected(both);
    }

    @Override
    public List<Rating> ratings(String cve) throws IOException {
        SortedSet<Rating> ratings = new TreeSet<>(Postings.RATING_ORDER);
        for (Table table : of(Kind.RATINGS)) {
            byte[] value = table(table).find(cve.toUpperCase(Locale.ROOT));
            if (value != null) {
                for (byte[] each : items(value)) {
                    ratings.add(AdvisoryCodec.rating(new FieldReader(each)));
                }
            }
        }
        return List.copyOf(ratings);
    }

    @Override
    public boolean knownExploited(String cve) throws IOException {
        return find(Kind.KEV, cve) != null;
    }

    @Override
    public OptionalDouble epss(String cve) throws IOException {
        byte[] value = find(Kind.EPSS, cve);
        return value == null || value.length != 8
                ? OptionalDouble.empty()
                : OptionalDouble.of(ByteBuffer.wrap(value).getDouble());
    }

    @Override
    public SortedSet<String> ecosystems() {
        SortedSet<String> names = new TreeSet<>();
        packages.values().stream()
                .map(Table::display)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    @Override
    public DatabaseInfo info() {
        return info(catalog.dates());
    }

    /** The newest of the dates, and the dates. */
    static DatabaseInfo info(Map<String, String> dates) {
        String newest = dates.values().stream().max(String::compareTo).orElse(null);
        return new DatabaseInfo(newest, new TreeMap<>(dates));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(MappedTable::close);
        open.clear();
        onClose.run();
    }
}
