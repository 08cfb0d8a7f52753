package dev.seawall.engine.scan;

import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.image.ResolvedTarget.TarballTarget;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a target into an {@link Inventory}: each layer streamed once, its facts cached, the layers stacked. */
public final class InventoryReader {
    private final ScanOptions options;
    private final Progress progress;
    private final Deadline deadline;

    private InventoryReader(String target, ScanOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.deadline = Deadline.in(target, options.timeout());
    }

    /** As {@link #read(Image, ScanOptions, Progress)}, in silence. */
    public static Inventory read(Image image, ScanOptions options) {
        return read(image, options, Progress.NONE);
    }

    /**
     * Reads an image.
     *
     * @throws SeawallException where a layer cannot be fetched, has another digest than stated, or a bound on layers or
     *     time is passed; damaged layers become statuses
     */
    public static Inventory read(Image image, ScanOptions options, Progress progress) {
        checkLayers(image, options);
        Map<Digest, LayerFacts> facts = new InventoryReader(image.name(), options, progress).layerFacts(image.layers());
        List<Layer> described = describe(image);
        return InventoryBuilder.build(
                described.stream().map(layer -> known(facts, layer)).toList(), described, image.config(), options);
    }

    /** As {@link #readDirectory(Path, ScanOptions, Progress)}, in silence. */
    public static Inventory readDirectory(Path root, ScanOptions options) {
        return readDirectory(root, options, Progress.NONE);
    }

    /**
     * Reads a root file system or project directory; never follows a link, leaves or changes it.
     *
     * @throws SeawallException where the directory itself cannot be read
     */
    public static Inventory readDirectory(Path root, ScanOptions options, Progress progress) {
        LayerFacts facts = new InventoryReader(root.toString(), options, progress).directoryFacts(root);
        return InventoryBuilder.build(List.of(facts), List.of(), null, options);
    }

    /**
     * Reads a tar that holds a root file system or a project; writes none of it.
     *
     * @throws SeawallException where the file cannot be read, is damaged or passes a bound
     */
    public static Inventory readTarball(TarballTarget tarball, ScanOptions options, Progress progress) {
        LayerFacts facts = new InventoryReader(tarball.name(), options, progress).tarballFacts(tarball);
        return InventoryBuilder.build(List.of(facts), List.of(), null, options);
    }

    private static void checkLayers(Image image, ScanOptions options) {
        int most = options.limits().maxLayers();
        if (image.layers().size() > most) {
            throw new SeawallException(
                    "scan " + image.name(),
                    "it has " + image.layers().size() + " layers and the limit is " + most,
                    "Raise --max-layers if you trust it");
        }
    }

    private static LayerFacts known(Map<Digest, LayerFacts> facts, Layer layer) {
        LayerFacts found = facts.get(layer.diffId());
        if (found == null) {
            throw new IllegalStateException("no facts of layer " + layer.diffId());
        }
        return found;
    }

    /** Joins the layers with the history lines that made them, where there is one for each. */
    private static List<Layer> describe(Image image) {
        List<String> commands = image.config().history().stream()
                .filter(line -> !line.emptyLayer())
                .map(line -> ConfigurationSecrets.masked(line.createdBy()))
                .toList();
        List<Layer> described = new ArrayList<>();
        for (LayerBlob blob : image.layers()) {
            int number = described.size();
            String command = commands.size() == image.layers().size() ? commands.get(number) : "";
            described.add(new Layer(blob.digest(), blob.diffId(), command, false));
        }
        return described;
    }

    private Map<Digest, LayerFacts> layerFacts(List<LayerBlob> blobs) {
        FactsCache cache = FactsCache.open(options);
        Map<Digest, LayerFacts> facts = new LinkedHashMap<>();
        Map<Digest, LayerBlob> unread = new LinkedHashMap<>();
        for (LayerBlob blob : blobs) {
            cache.find(blob.diffId())
                    .ifPresentOrElse(
                            found -> facts.put(blob.diffId(), found), () -> unread.putIfAbsent(blob.diffId(), blob));
        }
        facts.keySet().forEach(id -> progress.layerDone(id, true));
        if (!unread.isEmpty()) {
            readLayers(unread, facts, cache);
        }
        return facts;
    }

    private void readLayers(Map<Digest, LayerBlob> unread, Map<Digest, LayerFacts> facts, FactsCache cache) {
        boolean sized = unread.values().stream().allMatch(blob -> blob.sizeBytes() >= 0);
        long bytes = unread.values().stream().mapToLong(LayerBlob::sizeBytes).sum();
        progress.started(unread.size(), sized ? bytes : -1);
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(options.parallelism(), unread.size()), Workers.daemons("seawall-layer"));
        try (Workers workers = new Workers(options.parallelism())) {
            Map<Digest, Future<LayerFacts>> reading = new LinkedHashMap<>();
            unread.forEach((id, blob) -> reading.put(id, threads.submit(() -> readLayer(blob, workers, cache))));
            reading.forEach((id, future) -> facts.put(id, await(future)));
        } finally {
            threads.shutdownNow();
        }
    }

    private LayerFacts readLayer(LayerBlob blob, Workers workers, FactsCache cache) throws InterruptedException {
        LayerFacts facts = new LayerReader(blob, options, progress, workers, deadline).read();
        cache.store(blob.diffId(), facts);
        progress.layerDone(blob.diffId(), false);
        return facts;
    }

    private LayerFacts tarballFacts(TarballTarget tarball) {
        progress.started(1, tarball.path().toFile().length());
        ExecutorService thread = Executors.newSingleThreadExecutor(Workers.daemons("seawall-tarball"));
        try (Workers workers = new Workers(options.parallelism())) {
            TarballReader reader = new TarballReader(tarball, options, progress, workers, deadline);
            return await(thread.submit(reader::read));
        } finally {
            thread.shutdownNow();
        }
    }

    private LayerFacts directoryFacts(Path root) {
        ExecutorService thread = Executors.newSingleThreadExecutor(Workers.daemons("seawall-walk"));
        try (Workers workers = new Workers(options.parallelism());
                Spool spool = new Spool(options.limits().maxSpoolBytes())) {
            Path real = root.toRealPath();
            LayerCollector collector = new LayerCollector(options, spool, workers);
            return await(thread.submit(() -> {
                DirectoryReader.read(real, collector, deadline);
                collector.missedLinks();
                return collector.finish();
            }));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the folder " + root, "it does not exist or may not be read", "Check the path", e);
        } finally {
            thread.shutdownNow();
        }
    }

    /** Waits for a result until the scan's time is over. */
    private <T> T await(Future<T> future) {
        try {
            return future.get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw deadline.passed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SeawallException("scan the target", "it was interrupted", "Start it again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SeawallException known) {
                throw known;
            }
            throw new IllegalStateException("reading failed: " + e.getCause(), e.getCause());
        }
    }
}
