package dev.seawall.engine.advisory;

import dev.seawall.engine.model.DatabaseInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Advisories in memory: for small folders and the starter set. Immutable once built. */
final class MemoryShelf implements Shelf {
    private final Map<String, Map<String, List<Advisory>>> byPackage = new TreeMap<>();
    private final Map<String, List<Advisory>> byId = new TreeMap<>();
    private final SortedSet<String> ecosystems = new TreeSet<>();
    private final Map<String, String> exploited;
    private final Map<String, Double> epss;
    private final DatabaseInfo info;

    /**
     * @param records in any order; of two with one id, the one changed last counts
     * @param extra what is known by CVE
     */
    MemoryShelf(List<Advisory> records, ExploitData extra, DatabaseInfo info) {
        this.exploited = extra.exploited();
        this.epss = extra.epss();
        this.info = info;
        newest(records).forEach(this::add);
    }

    private static List<Advisory> newest(List<Advisory> records) {
        Map<String, Advisory> byId = new TreeMap<>();
        Comparator<Advisory> byDate = Comparator.comparing(Advisory::modified);
        for (Advisory record : records) {
            byId.merge(record.id(), record, (old, fresh) -> byDate.compare(old, fresh) > 0 ? old : fresh);
        }
        return List.copyOf(byId.values());
    }

    private void add(Advisory record) {
        for (String id : Postings.names(record)) {
            byId.computeIfAbsent(id, key -> new ArrayList<>()).add(record);
        }
        for (PackageEntry entry : PackageEntry.of(record)) {
            ecosystems.add(entry.displayEcosystem());
            byPackage
                    .computeIfAbsent(entry.ecosystem(), key -> new TreeMap<>())
                    .computeIfAbsent(entry.name(), key -> new ArrayList<>())
                    .add(entry.advisory());
        }
    }

    @Override
    public List<Advisory> find(String ecosystem, String name) {
        return byPackage.getOrDefault(ecosystem, Map.of()).getOrDefault(name, List.of());
    }

    @Override
    public boolean has(String ecosystem) {
        return byPackage.containsKey(ecosystem);
    }

    @Override
    public List<Advisory> named(String id) {
        return byId.getOrDefault(id, List.of());
    }

    @Override
    public List<Rating> ratings(String cve) {
        SortedSet<Rating> ratings = new TreeSet<>(Postings.RATING_ORDER);
        for (Advisory record : named(cve.toUpperCase(Locale.ROOT))) {
            if (!record.withdrawn() && Postings.rated(record).contains(cve)) {
                ratings.addAll(record.ratings());
            }
        }
        return List.copyOf(ratings);
    }

    @Override
    public boolean knownExploited(String cve) {
        return exploited.containsKey(cve);
    }

    @Override
    public OptionalDouble epss(String cve) {
        Double score = epss.get(cve);
        return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    @Override
    public SortedSet<String> ecosystems() {
        return Collections.unmodifiableSortedSet(ecosystems);
    }

    @Override
    public DatabaseInfo info() {
        return info;
    }

    @Override
    public void close() {
        // memory only: nothing to let go
    }
}
