package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import java.util.Comparator;
import java.util.List;

/** Paths and sorted lists of entries. */
final class FileTree {
    static final Comparator<FileEntry> BY_PATH = Comparator.comparing(FileEntry::path);

    private FileTree() {}

    /** The directory a path lies in; empty at the root. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** As {@link java.util.Collections#binarySearch}: the index, or where it would have to be inserted, minus one, negated. */
    static int indexOf(List<FileEntry> sorted, String path) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted.get(middle).path().compareTo(path);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -low - 1;
    }
}
