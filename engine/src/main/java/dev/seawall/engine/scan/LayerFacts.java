package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.FileStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the scan needs to know of one layer, whatever lies under or over it.
 *
 * @param entries the layer's own files, one per path, in path order
 * @param whiteouts paths that this layer deletes from the layers below, sorted
 * @param opaque directories whose content below this layer hides, sorted
 * @param sources files that told of packages, in path order
 * @param hits what detectors saw, by path
 * @param statuses files that could not be read as they should
 * @param kept content of well-known small files
 * @param complete false where the layer is damaged and only its readable part is here
 */
record LayerFacts(
        List<FileEntry> entries,
        List<String> whiteouts,
        List<String> opaque,
        List<PackageSource> sources,
        List<LayerHit> hits,
        List<FileStatus> statuses,
        Map<String, byte[]> kept,
        boolean complete) {

    LayerFacts {
        kept = new TreeMap<>(kept);
    }

    /** What one ecosystem read from one file. */
    record PackageSource(String ecosystem, String path, Reading reading) {}

    /**
     * What one detector saw in one file.
     *
     * @param file the file as it was when the detector saw it
     * @param superseded true where the same layer holds a later file at this path
     */
    record LayerHit(String detector, FileEntry file, Hit hit, boolean superseded) {}
}
