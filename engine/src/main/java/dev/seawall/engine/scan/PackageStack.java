package dev.seawall.engine.scan;

import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The packages of stacked layers: those whose file is visible, each with the layer that brought it. Distributions keep
 * all packages in one file that every layer rewrites, so there the layer is the earliest from which the package is in
 * every later version of that file. Files on the lists of distribution packages get their owner, and packages of
 * languages found in such files the package that covers them.
 */
final class PackageStack {
    /** Ecosystems whose packages are the distribution's own, by purl type. */
    private static final Set<String> DISTRIBUTIONS = Set.of("alpm", "apk", "deb", "ebuild", "opkg", "rpm");

    private static final Comparator<Package> ORDER = Comparator.comparing(Package::ecosystem)
            .thenComparing(Package::path)
            .thenComparingInt(Package::line)
            .thenComparing(Package::namespace)
            .thenComparing(Package::name)
            .thenComparing(Package::version)
            .thenComparing(Package::purl);

    private final List<LayerFacts> layers;
    private final List<@Nullable Digest> ids;
    private final StackedFiles files;
    private final Os os;
    /** For each file of a distribution the packages of each layer's version, by layer index. */
    private final Map<String, TreeMap<Integer, Set<String>>> versions = new HashMap<>();

    PackageStack(List<LayerFacts> layers, List<@Nullable Digest> ids, StackedFiles files, Os os) {
        this.layers = layers;
        this.ids = ids;
        this.files = files;
        this.os = os;
    }

    /** All visible packages, completed by their ecosystems, in a fixed order; notes the owners of files. */
    List<Package> packages(List<Ecosystem> ecosystems) {
        collectVersions();
        Map<String, List<Package>> byEcosystem = new TreeMap<>();
        Map<String, List<Reading.OwnedFiles>> owned = new TreeMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (LayerFacts.PackageSource source : layers.get(layer).sources()) {
                if (files.layerOf(source.path()) == layer) {
                    List<Package> all = byEcosystem.computeIfAbsent(source.ecosystem(), any -> new ArrayList<>());
                    for (Package found : source.reading().packages()) {
                        all.add(found.withLayer(ids.get(introducedBy(source, found, layer))));
                    }
                    owned.computeIfAbsent(source.ecosystem(), any -> new ArrayList<>())
                            .addAll(source.reading().owned());
                }
            }
        }
        List<Package> distribution = new ArrayList<>();
        List<Package> others = new ArrayList<>();
        for (Ecosystem ecosystem : ecosystems) {
            List<Package> found = byEcosystem.getOrDefault(ecosystem.id(), List.of());
            List<Package> resolved = found.isEmpty() ? found : ecosystem.resolve(List.copyOf(found), os);
            boolean distro = DISTRIBUTIONS.contains(ecosystem.id());
            (distro ? distribution : others).addAll(resolved);
            if (distro) {
                assignOwners(resolved, owned.getOrDefault(ecosystem.id(), List.of()));
            }
        }
        return ordered(distribution, others);
    }

    private List<Package> ordered(List<Package> distribution, List<Package> others) {
        List<Package> all = new ArrayList<>(distribution);
        others.forEach(found -> all.add(found.coveredBy() == null ? found.withCoveredBy(cover(found)) : found));
        all.sort(ORDER);
        return List.copyOf(all);
    }

    private @Nullable String cover(Package found) {
        int inner = found.path().indexOf("!/");
        return files.ownerOf(inner < 0 ? found.path() : found.path().substring(0, inner));
    }

    private void assignOwners(List<Package> packages, List<Reading.OwnedFiles> owned) {
        Map<String, String> purls = new HashMap<>();
        packages.forEach(found -> purls.putIfAbsent(found.name(), found.purl()));
        for (Reading.OwnedFiles list : owned) {
            String purl = purls.get(list.packageName());
            if (purl != null) {
                list.paths().forEach(path -> files.own(path, purl));
            }
        }
    }

    private void collectVersions() {
        for (int layer = 0; layer < layers.size(); layer++) {
            for (LayerFacts.PackageSource source : layers.get(layer).sources()) {
                if (DISTRIBUTIONS.contains(source.ecosystem())) {
                    Set<String> keys = new HashSet<>();
                    source.reading().packages().forEach(found -> keys.add(key(found)));
                    versions.computeIfAbsent(source.path(), any -> new TreeMap<>())
                            .put(layer, keys);
                }
            }
        }
    }

    private int introducedBy(LayerFacts.PackageSource source, Package found, int visibleIn) {
        TreeMap<Integer, Set<String>> below = versions.get(source.path());
        if (below == null) {
            return visibleIn;
        }
        int introduced = visibleIn;
        for (var version : below.headMap(visibleIn, false).descendingMap().entrySet()) {
            if (!version.getValue().contains(key(found)) || isDeleted(source.path(), version.getKey(), visibleIn)) {
                return introduced;
            }
            introduced = version.getKey();
        }
        return introduced;
    }

    /** True where a layer above {@code from}, up to {@code to}, deletes the path. */
    private boolean isDeleted(String path, int from, int to) {
        for (int layer = from + 1; layer <= to; layer++) {
            Set<String> whiteouts = new TreeSet<>(layers.get(layer).whiteouts());
            for (String above = path; !above.isEmpty() && !whiteouts.isEmpty(); above = FileTree.parent(above)) {
                if (whiteouts.contains(above)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String key(Package found) {
        return found.name() + '\0' + found.version() + '\0' + found.qualifiers().getOrDefault("arch", "");
    }
}
