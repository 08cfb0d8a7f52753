package dev.seawall.engine.advisory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An advisory as it is filed under one package.
 *
 * @param ecosystem canonical
 * @param name canonical
 * @param displayEcosystem as the record spells it
 * @param advisory with what it says of this package only
 */
record PackageEntry(String ecosystem, String name, String displayEcosystem, Advisory advisory) {
    private record Key(String ecosystem, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = ecosystem.compareTo(other.ecosystem);
            return order != 0 ? order : name.compareTo(other.name);
        }
    }

    /** One entry for each package that a record speaks of. */
    static List<PackageEntry> of(Advisory record) {
        Map<Key, List<AffectedPackage>> groups = new TreeMap<>();
        for (AffectedPackage affected : record.affected()) {
            String ecosystem = EcosystemName.canonical(affected.ecosystem());
            String name = EcosystemName.canonicalPackage(ecosystem, affected.name());
            groups.computeIfAbsent(new Key(ecosystem, name), key -> new ArrayList<>())
                    .add(affected);
        }
        List<PackageEntry> entries = new ArrayList<>(groups.size());
        groups.forEach((key, affected) -> entries.add(new PackageEntry(
                key.ecosystem, key.name, affected.getFirst().ecosystem(), record.withAffected(affected))));
        return entries;
    }
}
