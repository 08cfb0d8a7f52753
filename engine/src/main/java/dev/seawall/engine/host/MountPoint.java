package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mount, of the running host or as fstab and mount units plan it.
 *
 * @param folder absolute path
 */
record MountPoint(String device, String folder, String type, Set<String> options, Line line) {
    MountPoint {
        options = new TreeSet<>(options);
    }

    /** The mounts of {@code /etc/fstab}. */
    static List<MountPoint> planned(HostText text) {
        List<MountPoint> all = new ArrayList<>();
        text.lines("etc/fstab").forEach(line -> add(all, line, 0));
        return all;
    }

    /** The mounts of {@code /proc/self/mounts}; the last one on a folder is the one seen. */
    static List<MountPoint> mounted(HostText text) {
        List<MountPoint> all = new ArrayList<>();
        text.lines("proc/self/mounts").forEach(line -> add(all, line, 0));
        return all;
    }

    private static void add(List<MountPoint> all, Line line, int first) {
        List<String> words = line.words();
        if (words.size() >= first + 4) {
            all.add(new MountPoint(
                    decoded(words.get(first)),
                    folder(decoded(words.get(first + 1))),
                    words.get(first + 2),
                    Set.of(new TreeSet<>(List.of(words.get(first + 3).split(","))).toArray(String[]::new)),
                    line));
        }
    }

    private static String folder(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Blanks and the like are written as {@code \040}. */
    static String decoded(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\'
                    && i + 3 < text.length()
                    && text.substring(i + 1, i + 4).matches("[0-3][0-7][0-7]")) {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
