package dev.seawall.cli;

import dev.seawall.engine.detect.Detectors;
import dev.seawall.engine.ecosystem.Ecosystems;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.scan.ScanOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say how much of a target is read. */
final class ReadingFlags {
    @Option(names = "--skip-dirs", split = ",", paramLabel = "GLOB", description = "Directories not to read")
    List<String> skipDirs = new ArrayList<>();

    @Option(names = "--skip-files", split = ",", paramLabel = "GLOB", description = "Files not to read")
    List<String> skipFiles = new ArrayList<>();

    @Option(
            names = "--timeout",
            converter = Durations.class,
            paramLabel = "DURATION",
            description = "For the whole scan (default: 30m)")
    Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = "--max-file-size",
            converter = ByteSizes.class,
            paramLabel = "SIZE",
            description = "Largest file read (default: 256MiB)")
    long maxFileBytes = ScanOptions.Limits.DEFAULT.maxFileBytes();

    @Option(
            names = "--max-spool-size",
            converter = ByteSizes.class,
            paramLabel = "SIZE",
            description = "Temporary disk space per layer (default: 4GiB)")
    long maxSpoolBytes = ScanOptions.Limits.DEFAULT.maxSpoolBytes();

    @Option(names = "--max-layers", paramLabel = "N", description = "Layers in an image (default: 512)")
    int maxLayers = ScanOptions.Limits.DEFAULT.maxLayers();

    @Option(
            names = "--max-entries",
            paramLabel = "N",
            description = "Files in one layer or directory (default: 5000000)")
    int maxEntries = ScanOptions.Limits.DEFAULT.maxEntries();

    @Option(
            names = "--max-layer-size",
            converter = ByteSizes.class,
            paramLabel = "SIZE",
            description = "Unpacked size of one layer (default: 128GiB)")
    long maxLayerBytes = ScanOptions.Limits.DEFAULT.maxLayerBytes();

    @Option(
            names = "--max-ratio",
            paramLabel = "N",
            description = "Unpacked over stored size, beyond one GiB (default: 400)")
    int maxRatio = ScanOptions.Limits.DEFAULT.maxRatio();

    @Option(names = "--parallel", paramLabel = "N", description = "Layers read at once (default: the cores)")
    int parallel = Runtime.getRuntime().availableProcessors();

    @Option(names = "--no-cache", description = "Read every layer afresh")
    boolean noCache;

    ScanOptions toOptions(Set<ScanOptions.Kind> kinds, SeawallHome home) {
        var limits =
                new ScanOptions.Limits(maxFileBytes, maxSpoolBytes, maxLayers, maxEntries, maxLayerBytes, maxRatio);
        return ScanOptions.defaults()
                .withKinds(kinds)
                .withPlugins(Ecosystems.all(), Detectors.all())
                .withSkips(skipDirs, skipFiles)
                .withLimits(limits)
                .withTimeout(timeout)
                .withParallelism(parallel)
                .withCache(noCache ? null : home.cache().resolve("layers"));
    }
}
