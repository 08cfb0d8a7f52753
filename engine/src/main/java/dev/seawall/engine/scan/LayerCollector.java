package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.ecosystem.Ecosystem;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entries of one layer or directory as they come, lets the plug-ins see those they want, and sums up the
 * facts. Not thread-safe; the detectors it starts are.
 */
final class LayerCollector {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final long MAX_PATH_CHARACTERS = 256L << 20;
    private static final String AUFS = ".wh..wh.";

    private final ScanOptions options;
    private final Spool spool;
    private final Inspections inspections;
    private final WantedFiles wanted = new WantedFiles();
    private final PathGlobs skipDirs;
    private final PathGlobs skipFiles;
    private final Map<String, Boolean> skippedDirs = new HashMap<>();
    private final List<FileEntry> entries = new ArrayList<>();
    private final Map<String, String> hardLinks = new TreeMap<>();
    private final Set<String> whiteouts = new TreeSet<>();
    private final Set<String> opaque = new TreeSet<>();
    private final List<FileStatus> statuses = new ArrayList<>();
    private final Map<String, byte[]> kept = new TreeMap<>();
    private boolean complete = true;
    private long pathCharacters;

    LayerCollector(ScanOptions options, Spool spool, Workers workers) {
        this.options = options;
        this.spool = spool;
        this.inspections = new Inspections(options.detectors(), workers);
        this.skipDirs = new PathGlobs(options.skipDirs());
        this.skipFiles = new PathGlobs(options.skipFiles());
    }

    /** Gives the content of the entry at hand, at most once. */
    interface Opener {
        FileContent read(boolean kept) throws IOException;
    }

    /** Takes one entry of a layer, where names beginning with {@code .wh.} delete. */
    void acceptLayerEntry(FileEntry entry, Opener content) throws IOException {
        String name = entry.name();
        if (!name.startsWith(WHITEOUT)) {
            accept(entry, content);
        } else if (name.equals(OPAQUE)) {
            opaque.add(entry.directory());
        } else if (!name.startsWith(AUFS)) {
            String hidden = name.substring(WHITEOUT.length());
            whiteouts.add(entry.directory().isEmpty() ? hidden : entry.directory() + "/" + hidden);
        }
    }

    /** Takes one entry. */
    void accept(FileEntry entry, Opener content) throws IOException {
        if (entry.path().isEmpty()) {
            return;
        }
        if (isFull()) {
            throw new MalformedFileException("more than " + options.limits().maxEntries() + " entries");
        }
        entries.add(entry);
        pathCharacters += entry.path().length();
        if (entry.kind() == FileEntry.Kind.HARDLINK && entry.linkTarget() != null && !isSkipped(entry.path())) {
            hardLinks.put(entry.path(), entry.linkTarget());
        } else {
            hardLinks.remove(entry.path());
            wanted.remove(entry.path());
            kept.remove(entry.path());
            offer(entry, content);
        }
    }

    /** True once the bound on entries, or on the memory for their paths, is reached. */
    boolean isFull() {
        return entries.size() >= options.limits().maxEntries() || pathCharacters > MAX_PATH_CHARACTERS;
    }

    /** True for a directory that the user wants left out. */
    boolean isSkippedDirectory(String path) {
        if (skipDirs.isEmpty() || path.isEmpty()) {
            return false;
        }
        Boolean known = skippedDirs.get(path);
        if (known == null) {
            known = skipDirs.matches(path) || isSkippedDirectory(FileTree.parent(path));
            skippedDirs.put(path, known);
        }
        return known;
    }

    private boolean isSkipped(String path) {
        return isSkippedDirectory(FileTree.parent(path)) || skipFiles.matches(path);
    }

    /** Lets whoever wants this file have its content. */
    private void offer(FileEntry file, Opener content) throws IOException {
        if (file.kind() != FileEntry.Kind.FILE || isSkipped(file.path())) {
            return;
        }
        boolean forEcosystem = isWantedByEcosystem(file);
        List<Integer> detectors = detectorsFor(file);
        boolean keep = KeptPaths.keeps(file);
        if ((!forEcosystem && detectors.isEmpty() && !keep) || isTooLarge(file)) {
            return;
        }
        FileContent bytes = content.read(forEcosystem);
        if (keep) {
            kept.put(file.path(), bytes.bytes());
        }
        if (!detectors.isEmpty()) {
            inspections.submit(entries.size() - 1, file, detectors, bytes);
        }
        if (forEcosystem) {
            wanted.add(file, bytes);
        } else {
            spool.release(bytes);
        }
    }

    private boolean isTooLarge(FileEntry file) {
        long most = options.limits().maxFileBytes();
        if (file.sizeBytes() > most) {
            report(file.path(), FileStatus.State.TOO_LARGE, file.sizeBytes() + " bytes, read are at most " + most);
            return true;
        }
        if (!spool.hasRoom(file.sizeBytes())) {
            report(file.path(), FileStatus.State.TOO_LARGE, "the temporary space for large files is used up");
            return true;
        }
        return false;
    }

    private boolean isWantedByEcosystem(FileEntry file) {
        for (Ecosystem ecosystem : options.ecosystems()) {
            if (PluginGuard.wants(ecosystem.id(), file, statuses::add, ecosystem::wants)) {
                return true;
            }
        }
        return false;
    }

    private List<Integer> detectorsFor(FileEntry file) {
        List<Integer> chosen = new ArrayList<>();
        List<Detector> detectors = options.detectors();
        for (int i = 0; i < detectors.size(); i++) {
            Detector detector = detectors.get(i);
            if (PluginGuard.wants(detector.id(), file, statuses::add, detector::wants)) {
                chosen.add(i);
            }
        }
        return chosen;
    }

    /** Notes that something could not be read as it should. */
    void report(String path, FileStatus.State state, String reason) {
        statuses.add(new FileStatus(path, state, reason));
    }

    /** Notes that the layer is damaged: what was read stands, the facts are not for the cache. */
    void damaged(String layer, FileStatus.State state, String reason) {
        complete = false;
        report(layer, state, reason);
    }

    /**
     * Hard links that an ecosystem wants although it did not want the file under its first name, so that the content
     * was not kept: first name to link names.
     */
    Map<String, List<FileEntry>> missedLinks() {
        Map<String, FileEntry> targets = new HashMap<>();
        Set<String> names = new HashSet<>(hardLinks.values());
        entries.stream().filter(e -> names.contains(e.path())).forEach(e -> targets.put(e.path(), e));
        Map<String, List<FileEntry>> missed = new TreeMap<>();
        hardLinks.forEach((link, target) -> {
            FileEntry asFile = asFile(link, targets.get(target));
            if (asFile == null || !isWantedByEcosystem(asFile)) {
                return;
            }
            if (!wanted.alias(asFile, target)) {
                missed.computeIfAbsent(target, any -> new ArrayList<>()).add(asFile);
            }
        });
        return missed;
    }

    private static @Nullable FileEntry asFile(String path, @Nullable FileEntry target) {
        if (target == null || target.kind() != FileEntry.Kind.FILE) {
            return null;
        }
        return new FileEntry(
                path,
                FileEntry.Kind.FILE,
                target.sizeBytes(),
                target.mode(),
                target.uid(),
                target.gid(),
                target.modifiedSeconds(),
                null);
    }

    /** Takes the content of a missed hard link, read in a second pass. */
    void acceptMissed(List<FileEntry> links, Opener content) throws IOException {
        if (!isTooLarge(links.getFirst())) {
            FileContent bytes = content.read(true);
            links.forEach(link -> wanted.add(link, bytes));
        }
    }

    /** Lets the ecosystems read, waits for the detectors, and sums up. */
    LayerFacts finish() throws InterruptedException {
        List<LayerFacts.PackageSource> sources = wanted.read(options.ecosystems(), statuses::add);
        List<LayerFacts.LayerHit> hits = hits(inspections.finish());
        return new LayerFacts(
                lastOfEach(entries),
                List.copyOf(whiteouts),
                List.copyOf(opaque),
                sources,
                hits,
                List.copyOf(statuses),
                kept,
                complete);
    }

    private List<LayerFacts.LayerHit> hits(List<Inspections.Result> results) {
        Set<String> paths = new HashSet<>();
        results.forEach(result -> paths.add(result.file().path()));
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            if (paths.contains(entries.get(i).path())) {
                last.put(entries.get(i).path(), i);
            }
        }
        List<LayerFacts.LayerHit> hits = new ArrayList<>();
        for (Inspections.Result result : results) {
            statuses.addAll(result.statuses());
            FileEntry file = result.file();
            boolean superseded = last.getOrDefault(file.path(), -1) != result.ordinal();
            String detector = options.detectors().get(result.detector()).id();
            result.hits().forEach(hit -> hits.add(new LayerFacts.LayerHit(detector, file, hit, superseded)));
        }
        return List.copyOf(hits);
    }

    /** One entry per path, the last one written, in path order. */
    private static List<FileEntry> lastOfEach(List<FileEntry> entries) {
        List<FileEntry> sorted = new ArrayList<>(entries);
        sorted.sort(FileTree.BY_PATH);
        List<FileEntry> last = new ArrayList<>(sorted.size());
        for (FileEntry entry : sorted) {
            if (!last.isEmpty() && last.getLast().path().equals(entry.path())) {
                last.removeLast();
            }
            last.add(entry);
        }
        return List.copyOf(last);
    }
}
