package dev.seawall.engine.scan;

import dev.seawall.engine.ecosystem.OsRelease;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Location;
import dev.seawall.engine.model.Os;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the inventory out of the facts of all layers. */
final class InventoryBuilder {
    private final List<LayerFacts> layers;
    private final List<@Nullable Digest> ids;
    private final StackedFiles files;

    private InventoryBuilder(List<LayerFacts> layers, List<@Nullable Digest> ids) {
        this.layers = layers;
        this.ids = ids;
        this.files = LayerStack.stack(layers, ids);
    }

    /**
     * Stacks and sums up.
     *
     * @param facts bottom first; for a directory just one
     * @param described the layers in the same order; empty for a directory
     */
    static Inventory build(
            List<LayerFacts> facts, List<Layer> described, @Nullable ImageConfig config, ScanOptions options) {
        List<@Nullable Digest> ids = new ArrayList<>();
        described.forEach(layer -> ids.add(layer.diffId()));
        if (ids.isEmpty()) {
            facts.forEach(any -> ids.add(null));
        }
        return new InventoryBuilder(facts, ids).build(described, config, options);
    }

    private Inventory build(List<Layer> described, @Nullable ImageConfig config, ScanOptions options) {
        KeptFiles kept = keptFiles();
        Os os = os(kept);
        // packages first: they say who owns the files that hits are in
        var packages = new PackageStack(layers, ids, files, os).packages(options.ecosystems());
        return new Inventory(os, packages, files, hits(), statuses(), kept, described, config);
    }

    private KeptFiles keptFiles() {
        Map<String, byte[]> visible = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            int layer = i;
            layers.get(i).kept().forEach((path, content) -> {
                if (files.layerOf(path) == layer) {
                    visible.put(path, content);
                }
            });
        }
        return new KeptFiles(visible, files);
    }

    private Os os(KeptFiles kept) {
        Map<String, byte[]> telling = new TreeMap<>();
        for (String directory : List.of("etc", "usr/lib", "etc/apk")) {
            for (FileRecord file : files.list(directory)) {
                String path = file.entry().path();
                if (OsRelease.wants(path)) {
                    kept.bytes(path).ifPresent(content -> telling.put(path, content));
                }
            }
        }
        return OsRelease.detect(telling);
    }

    private List<FoundHit> hits() {
        List<FoundHit> all = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (LayerFacts.LayerHit hit : layers.get(layer).hits()) {
                all.add(place(hit, layer));
            }
        }
        all.sort(Comparator.comparing((FoundHit hit) -> hit.location().path())
                .thenComparingInt(hit -> hit.location().line())
                .thenComparing(hit -> hit.hit().id())
                .thenComparing(hit -> hit.location().shadowed()));
        return all;
    }

    private FoundHit place(LayerFacts.LayerHit found, int layer) {
        FileEntry file = found.file();
        boolean shadowed = found.superseded() || files.layerOf(file.path()) != layer;
        String inner = found.hit().innerPath();
        Location location = new Location(
                inner.isEmpty() ? file.path() : file.path() + "!/" + inner,
                found.hit().line(),
                found.hit().endLine(),
                ids.get(layer),
                shadowed);
        return new FoundHit(
                found.detector(), found.hit(), file, location, shadowed ? null : files.ownerOf(file.path()));
    }

    /** Statuses of hidden files too: a secret may lie there unseen. */
    private List<FileStatus> statuses() {
        return layers.stream()
                .flatMap(layer -> layer.statuses().stream())
                .distinct()
                .sorted(Comparator.comparing(FileStatus::path)
                        .thenComparing(FileStatus::status)
                        .thenComparing(FileStatus::reason))
                .toList();
    }
}
