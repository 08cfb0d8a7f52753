package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.detect.Detectors;
import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.ecosystem.Ecosystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in a target and how much to read of it.
 *
 * @param kinds the scanners chosen; packages are listed whatever is chosen
 * @param skipDirs globs of directories whose files are not read, relative to the root ({@code **}{@code /testdata})
 * @param skipFiles globs of files that are not read
 * @param limits bounds on hostile or huge targets
 * @param timeout for the whole reading
 * @param parallelism layers read and files inspected at once, at least 1
 * @param cacheFolder where facts about layers are kept between scans, or null for no cache
 * @param ecosystems the plug-ins for packages
 * @param detectors the plug-ins for single files; those of scanners not chosen are left out
 */
public record ScanOptions(
        Set<Kind> kinds,
        List<String> skipDirs,
        List<String> skipFiles,
        Limits limits,
        Duration timeout,
        int parallelism,
        @Nullable Path cacheFolder,
        List<Ecosystem> ecosystems,
        List<Detector> detectors) {

    /** One scanner, as {@code --scanners} names it. */
    public enum Kind {
        VULN,
        SECRET,
        MALWARE,
        CONFIG,
        LICENSE,
        TRUST;

        /** As the command line spells it, in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The scanner of that name, empty where there is none. */
        public static Optional<Kind> find(String label) {
            return Set.of(values()).stream()
                    .filter(kind -> kind.label().equals(label))
                    .findFirst();
        }
    }

    /**
     * Bounds; what lies beyond one becomes a status in the report, or for layers and time an error.
     *
     * @param maxFileBytes largest file whose content is read
     * @param maxSpoolBytes temporary disk space for files too large for memory, per layer
     * @param maxLayers layers in an image
     * @param maxEntries files, directories and links in one layer or directory tree
     * @param maxLayerBytes unpacked size of one layer
     * @param maxRatio unpacked size over stored size, applied beyond one GiB
     */
    public record Limits(
            long maxFileBytes, long maxSpoolBytes, int maxLayers, int maxEntries, long maxLayerBytes, int maxRatio) {
        /** 256 MiB per file, 4 GiB of temporary space, 512 layers, 2 million entries, 128 GiB per layer, 400:1. */
        public static final Limits DEFAULT = new Limits(256L << 20, 4L << 30, 512, 2_000_000, 128L << 30, 400);

        /** The numbers in order; what a record makes of itself costs a short run ten milliseconds. */
        @Override
        public String toString() {
            return maxFileBytes + " " + maxSpoolBytes + " " + maxLayers + " " + maxEntries + " " + maxLayerBytes + " "
                    + maxRatio;
        }
    }

    public ScanOptions {
        kinds = Set.copyOf(kinds);
        skipDirs = List.copyOf(skipDirs);
        skipFiles = List.copyOf(skipFiles);
        ecosystems = List.copyOf(ecosystems);
        detectors = detectors.stream().filter(chosen(kinds)).toList();
        parallelism = Math.max(1, parallelism);
    }

    /** Vulnerabilities, secrets, malware and configuration; every plug-in; five minutes; all cores; no cache. */
    public static ScanOptions defaults() {
        return new ScanOptions(
                EnumSet.of(Kind.VULN, Kind.SECRET, Kind.MALWARE, Kind.CONFIG),
                List.of(),
                List.of(),
                Limits.DEFAULT,
                Duration.ofMinutes(5),
                Runtime.getRuntime().availableProcessors(),
                null,
                Ecosystems.all(),
                Detectors.all());
    }

    /** True where that scanner was chosen. */
    public boolean has(Kind kind) {
        return kinds.contains(kind);
    }

    /** These options with other scanners; detectors already left out do not come back. */
    public ScanOptions withKinds(Set<Kind> value) {
        return new ScanOptions(
                value, skipDirs, skipFiles, limits, timeout, parallelism, cacheFolder, ecosystems, detectors);
    }

    /** These options with paths that are not read. */
    public ScanOptions withSkips(List<String> dirs, List<String> files) {
        return new ScanOptions(kinds, dirs, files, limits, timeout, parallelism, cacheFolder, ecosystems, detectors);
    }

    /** These options with other bounds. */
    public ScanOptions withLimits(Limits value) {
        return new ScanOptions(
                kinds, skipDirs, skipFiles, value, timeout, parallelism, cacheFolder, ecosystems, detectors);
    }

    /** These options with another time limit. */
    public ScanOptions withTimeout(Duration value) {
        return new ScanOptions(
                kinds, skipDirs, skipFiles, limits, value, parallelism, cacheFolder, ecosystems, detectors);
    }

    /** These options with another number of threads. */
    public ScanOptions withParallelism(int value) {
        return new ScanOptions(kinds, skipDirs, skipFiles, limits, timeout, value, cacheFolder, ecosystems, detectors);
    }

    /** These options with facts kept in that folder; null for no cache. */
    public ScanOptions withCache(@Nullable Path folder) {
        return new ScanOptions(kinds, skipDirs, skipFiles, limits, timeout, parallelism, folder, ecosystems, detectors);
    }

    /** These options with other plug-ins, such as a secret detector with the user's own rules. */
    public ScanOptions withPlugins(List<Ecosystem> newEcosystems, List<Detector> newDetectors) {
        return new ScanOptions(
                kinds, skipDirs, skipFiles, limits, timeout, parallelism, cacheFolder, newEcosystems, newDetectors);
    }

    /** A detector serves the scanner that its id's first word names: {@code secret}, {@code malware-hashes}. */
    private static Predicate<Detector> chosen(Set<Kind> kinds) {
        return detector -> {
            String id = detector.id();
            int dash = id.indexOf('-');
            return Kind.find(dash < 0 ? id : id.substring(0, dash))
                    .map(kinds::contains)
                    .orElse(true);
        };
    }
}
