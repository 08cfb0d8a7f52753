package dev.seawall.engine.ecosystem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lists of files that package managers keep, as paths relative to the root. */
final class OwnedPaths {
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-fA-F]{32,128}\\s+\\*?(.+)");

    private static final Pattern MOVED = Pattern.compile("(?:bin|sbin|lib|lib32|lib64|libx32)/");

    private OwnedPaths() {}

    /** {@code /usr/bin/x} per line, directories before what is in them and left out; opkg adds columns after a tab. */
    static List<String> ofList(byte[] content) {
        List<String> paths = new ArrayList<>();
        String previous = "";
        for (String line : (Iterable<String>) lines(content)::iterator) {
            String path = relative(line.split("\t", 2)[0]);
            boolean inPrevious = !previous.isEmpty() && path.startsWith(previous + "/");
            if (inPrevious) {
                paths.removeLast();
            }
            if (!path.isEmpty()) {
                paths.add(path);
                previous = path;
            }
        }
        return paths;
    }

    /** {@code checksum  usr/bin/x} per line. */
    static List<String> ofChecksums(byte[] content) {
        List<String> paths = new ArrayList<>();
        for (String line : (Iterable<String>) lines(content)::iterator) {
            Matcher checksum = CHECKSUM.matcher(line);
            if (checksum.matches()) {
                paths.add(relative(checksum.group(1)));
            }
        }
        return paths;
    }

    /**
     * The paths, and what those in {@code bin}, {@code sbin} and {@code lib} are where these are links into {@code usr}:
     * package managers keep the name in the package, the walker finds the file itself.
     */
    static List<String> merged(List<String> paths) {
        List<String> all = new ArrayList<>(paths);
        paths.stream().filter(p -> MOVED.matcher(p).lookingAt()).forEach(p -> all.add("usr/" + p));
        return all;
    }

    /** A path as the walker spells it: no slash or dot in front, none behind. */
    static String relative(String path) {
        int start = 0;
        while (path.startsWith("./", start) || path.startsWith("/", start)) {
            start += path.charAt(start) == '/' ? 1 : 2;
        }
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        String rest = start < end ? path.substring(start, end) : "";
        return rest.equals(".") ? "" : rest;
    }

    private static java.util.stream.Stream<String> lines(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).lines();
    }
}
