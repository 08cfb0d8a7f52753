package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.FileStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The detectors' work on one layer, spread over the shared threads while the layer streams on. Results keep the order
 * of the files, whoever was first.
 */
final class Inspections {
    private final List<Detector> detectors;
    private final Workers workers;
    private final List<Result> results = new ArrayList<>();
    private final List<Future<?>> pending = new ArrayList<>();

    /** What one detector said of the file with that number. */
    record Result(int ordinal, int detector, FileEntry file, List<Hit> hits, List<FileStatus> statuses) {}

    Inspections(List<Detector> detectors, Workers workers) {
        this.detectors = detectors;
        this.workers = workers;
    }

    /** Lets the detectors with these numbers look at a file, at once or later. */
    void submit(int ordinal, FileEntry file, List<Integer> chosen, FileContent content) {
        if (content instanceof Contents.InMemory) {
            pending.add(workers.submit((int) content.sizeBytes(), () -> inspect(ordinal, file, chosen, content)));
            forgetDone();
        } else {
            inspect(ordinal, file, chosen, content);
        }
    }

    private void forgetDone() {
        if (pending.size() > 4096) {
            pending.removeIf(Future::isDone);
        }
    }

    private void inspect(int ordinal, FileEntry file, List<Integer> chosen, FileContent content) {
        for (int number : chosen) {
            Detector detector = detectors.get(number);
            List<FileStatus> statuses = new ArrayList<>();
            List<Hit> hits = PluginGuard.call(
                            detector.id(),
                            file,
                            statuses::add,
                            () -> detector.inspect(file, content, why -> statuses.add(incomplete(detector, file, why))))
                    .orElse(List.of());
            if (!hits.isEmpty() || !statuses.isEmpty()) {
                add(new Result(ordinal, number, file, List.copyOf(hits), statuses));
            }
        }
    }

    private static FileStatus incomplete(Detector detector, FileEntry file, String why) {
        return new FileStatus(file.path(), FileStatus.State.MALFORMED, detector.id() + ": " + why);
    }

    private synchronized void add(Result result) {
        results.add(result);
    }

    /** Waits for all, then tells in order of file and detector. */
    List<Result> finish() throws InterruptedException {
        for (Future<?> one : pending) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an inspection failed outside its plug-in", e.getCause());
            }
        }
        synchronized (this) {
            results.sort(Comparator.comparingInt(Result::ordinal).thenComparingInt(Result::detector));
            return List.copyOf(results);
        }
    }
}
