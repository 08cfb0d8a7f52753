package dev.seawall.server.judge;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.AdvisorySource;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.RegistryOptions;
import dev.seawall.engine.policy.Judge;
import dev.seawall.engine.scan.Progress;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.engine.scan.ScanRequest;
import dev.seawall.engine.scan.Scanner;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Scans of images in registries: each image once, however many ask for it, a few at a time. What layers hold is kept by
 * their digest, so that a scan that is done again because advisories changed pulls nothing again.
 */
public final class Scans implements Closeable {
    private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

    private final ScanVerdicts kept;
    private final Path cache;
    private final AdvisorySource advisories;
    private final Clock clock;
    private final Map<String, CompletableFuture<ScanVerdict>> running = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("scan-", 0).factory());

    /**
     * @param folder for verdicts and what layers hold
     * @param advisories opened for each scan
     */
    public Scans(Path folder, AdvisorySource advisories, Clock clock) {
        this.kept = new ScanVerdicts(folder.resolve("verdicts"));
        this.cache = folder.resolve("cache");
        this.advisories = advisories;
        this.clock = clock;
    }

    /** Why an image fails its scan, scanning it if need be; empty reasons where it passes. */
    Decision judge(ImageRef image, RegistryOptions net, GatePolicy policy, ScanDemand demand) {
        Optional<ScanVerdict> known = known(image, policy, demand);
        if (known.isPresent()) {
            return decision(known.get());
        }
        if (!demand.onDemand()) {
            return Decision.refused("It has not been scanned. Push it again, or ask for a scan.");
        }
        return awaited(start(image, net, policy, demand), demand.patience());
    }

    /** A scan in the background, unless there is a fresh one. */
    public void ahead(ImageRef image, RegistryOptions net, GatePolicy policy) {
        ScanDemand demand = policy.scan();
        if (demand != null && known(image, policy, demand).isEmpty()) {
            start(image, net, policy, demand);
        }
    }

    private Optional<ScanVerdict> known(ImageRef image, GatePolicy policy, ScanDemand demand) {
        Instant oldest = clock.instant().minus(demand.maxAge());
        return kept.find(digest(image))
                .filter(verdict -> verdict.policy().equals(policy.id()))
                .filter(verdict -> verdict.at().isAfter(oldest));
    }

    private static Digest digest(ImageRef image) {
        Digest digest = image.digest();
        if (digest == null) {
            throw new IllegalArgumentException("only what has a digest is scanned: " + image);
        }
        return digest;
    }

    private CompletableFuture<ScanVerdict> start(
            ImageRef image, RegistryOptions net, GatePolicy policy, ScanDemand demand) {
        String key = policy.id() + " " + digest(image);
        return running.computeIfAbsent(key, unused -> {
            CompletableFuture<ScanVerdict> future =
                    CompletableFuture.supplyAsync(() -> scanned(image, net, policy, demand), workers);
            future.whenCompleteAsync((verdict, failure) -> running.remove(key));
            return future;
        });
    }

    private ScanVerdict scanned(ImageRef image, RegistryOptions net, GatePolicy policy, ScanDemand demand) {
        ScanOptions reading = ScanOptions.defaults().withKinds(demand.kinds()).withCache(cache);
        SourceOptions source = SourceOptions.of(net);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ScanRequest request = new ScanRequest("registry:" + image, reading, source, MatchOptions.DEFAULT, today);
        try (OpenedAdvisories opened = new OpenedAdvisories(advisories)) {
            Report report = new Scanner(opened, Progress.NONE).scan(request);
            Report judged = Judge.judge(report, demand.judging(), today);
            String database = String.valueOf(judged.database().updatedAt());
            ScanVerdict verdict = new ScanVerdict(
                    policy.id(), database, clock.instant(), judged.verdict().reasons());
            kept.keep(digest(image), verdict);
            return verdict;
        }
    }

    /** The advisories of one scan, closed after it. */
    private static final class OpenedAdvisories implements AdvisorySource, AutoCloseable {
        private final AdvisorySource source;
        private final List<Advisories> opened = new java.util.ArrayList<>();

        OpenedAdvisories(AdvisorySource source) {
            this.source = source;
        }

        @Override
        public Advisories open(SortedSet<String> ecosystems) {
            Advisories data = source.open(ecosystems);
            opened.add(data);
            return data;
        }

        @Override
        public void close() {
            opened.forEach(Advisories::close);
        }
    }

    private static Decision awaited(CompletableFuture<ScanVerdict> scan, Duration wait) {
        try {
            return decision(scan.get(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            String reason = "It is being scanned for the first time. Try again in a minute.";
            return new Decision(List.of(reason), List.of(), true);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String because = cause instanceof SeawallException known ? known.because() : String.valueOf(cause);
            return new Decision(
                    List.of("It could not be scanned: " + because + ". Try again, or ask whoever keeps the registry."),
                    List.of(),
                    true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Decision(List.of("The server is stopping. Try again in a minute."), List.of(), true);
        }
    }

    private static Decision decision(ScanVerdict verdict) {
        return new Decision(verdict.reasons(), List.of(), false);
    }

    /** Forgets every verdict, as when advisories have changed; what layers hold stays known. */
    public void forget() throws IOException {
        kept.clear();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
