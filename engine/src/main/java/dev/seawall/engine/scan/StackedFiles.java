package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The visible files in path order, each with the number of its layer and of its owner. */
final class StackedFiles implements FileTable {
    private static final int MAX_LINKS = 40;

    private final List<FileEntry> entries;
    private final int[] layers;
    private final List<@Nullable Digest> layerIds;
    private final int[] owners;
    private final List<String> ownerPurls = new ArrayList<>();
    private final Map<String, Integer> ownerNumbers = new HashMap<>();
    private final Map<String, Optional<String>> realDirectories = new HashMap<>();

    /**
     * @param entries in path order, one per path
     * @param layers for each entry the index of its layer
     * @param layerIds diffIDs by index; null outside images
     */
    StackedFiles(List<FileEntry> entries, int[] layers, List<@Nullable Digest> layerIds) {
        this.entries = entries;
        this.layers = layers;
        this.layerIds = layerIds;
        this.owners = new int[entries.size()];
        Arrays.fill(owners, -1);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Optional<FileRecord> find(String path) {
        int index = FileTree.indexOf(entries, path);
        return index < 0 ? Optional.empty() : Optional.of(at(index));
    }

    @Override
    public Optional<FileRecord> resolve(String path) {
        return realPath(path, MAX_LINKS).flatMap(this::find);
    }

    @Override
    public List<FileRecord> list(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        List<FileRecord> found = new ArrayList<>();
        int index = insertion(prefix);
        while (index < entries.size() && entries.get(index).path().startsWith(prefix)) {
            String path = entries.get(index).path();
            int slash = path.indexOf('/', prefix.length());
            if (slash < 0) {
                found.add(at(index));
                index++;
            } else {
                // past everything in that subdirectory: '0' follows '/'
                index = insertion(path.substring(0, slash) + '0');
            }
        }
        return found;
    }

    private int insertion(String path) {
        int index = FileTree.indexOf(entries, path);
        return index < 0 ? -index - 1 : index;
    }

    @Override
    public Stream<FileRecord> all() {
        return IntStream.range(0, entries.size()).mapToObj(this::at);
    }

    private FileRecord at(int index) {
        int owner = owners[index];
        return new FileRecord(
                entries.get(index), layerIds.get(layers[index]), owner < 0 ? null : ownerPurls.get(owner));
    }

    /** The layer whose file is visible at exactly this path, or -1. */
    int layerOf(String path) {
        int index = FileTree.indexOf(entries, path);
        return index < 0 ? -1 : layers[index];
    }

    /** Notes that a distribution package owns a path, links in its directories followed. The first owner stays. */
    void own(String path, String purl) {
        String real = realDirectory(FileTree.parent(path))
                .map(directory -> join(directory, path.substring(path.lastIndexOf('/') + 1)))
                .orElse(path);
        int index = FileTree.indexOf(entries, real);
        if (index >= 0 && owners[index] < 0 && entries.get(index).kind() != FileEntry.Kind.DIRECTORY) {
            owners[index] = ownerNumbers.computeIfAbsent(purl, this::newOwner);
        }
    }

    private int newOwner(String purl) {
        ownerPurls.add(purl);
        return ownerPurls.size() - 1;
    }

    /** The purl of the package that owns a file, or null. */
    @Nullable
    String ownerOf(String path) {
        int index = FileTree.indexOf(entries, path);
        return index < 0 || owners[index] < 0 ? null : ownerPurls.get(owners[index]);
    }

    private Optional<String> realDirectory(String directory) {
        Optional<String> known = realDirectories.get(directory);
        if (known == null) {
            known = realPath(directory, MAX_LINKS);
            realDirectories.put(directory, known);
        }
        return known;
    }

    /** The path with all links followed; empty where they go round or lead to nothing known to be a link's target. */
    private Optional<String> realPath(String path, int linksLeft) {
        String real = "";
        int at = 0;
        while (at < path.length()) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            String next = step(real, path.substring(at, end));
            String target = linkTarget(next);
            if (target != null) {
                String rest = slash < 0 ? "" : path.substring(slash);
                String base = target.startsWith("/") ? "" : real;
                return linksLeft == 0 ? Optional.empty() : realPath(join(base, target) + rest, linksLeft - 1);
            }
            real = next;
            at = end + 1;
        }
        return Optional.of(real);
    }

    private @Nullable String linkTarget(String path) {
        int index = FileTree.indexOf(entries, path);
        boolean link = index >= 0 && entries.get(index).kind() == FileEntry.Kind.SYMLINK;
        return link ? entries.get(index).linkTarget() : null;
    }

    private static String step(String directory, String segment) {
        return switch (segment) {
            case "", "." -> directory;
            case ".." -> FileTree.parent(directory);
            default -> join(directory, segment);
        };
    }

    private static String join(String directory, String rest) {
        return directory.isEmpty() ? rest : directory + "/" + rest;
    }
}
