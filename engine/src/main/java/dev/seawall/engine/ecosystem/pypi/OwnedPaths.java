package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The files of an installed distribution: RECORD (relative to site-packages) or installed-files.txt (to its own place). */
final class OwnedPaths {
    private OwnedPaths() {}

    /** Paths relative to the root, of the distribution whose metadata file is given; empty where nothing says. */
    static List<String> read(FileEntry metadata, SameLayerFiles files) throws IOException {
        String info = metadata.directory();
        String site = info.contains("/") ? info.substring(0, info.lastIndexOf('/')) : "";
        List<String> recorded = FileFormats.text(FileFormats.beside(metadata, "RECORD"), files)
                .lines()
                .map(OwnedPaths::firstColumn)
                .filter(path -> !path.isBlank())
                .map(path -> normalized(site, path))
                .toList();
        if (!recorded.isEmpty()) {
            return recorded;
        }
        return FileFormats.text(FileFormats.beside(metadata, "installed-files.txt"), files)
                .lines()
                .filter(path -> !path.isBlank())
                .map(path -> normalized(info, path))
                .toList();
    }

    private static String firstColumn(String line) {
        if (line.startsWith("\"")) {
            int end = line.indexOf('"', 1);
            return end < 0 ? "" : line.substring(1, end);
        }
        int comma = line.indexOf(',');
        return comma < 0 ? line : line.substring(0, comma);
    }

    private static String normalized(String directory, String path) {
        Deque<String> segments = new ArrayDeque<>();
        String full = path.startsWith("/") ? path : directory + "/" + path;
        for (String segment : full.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }
}
