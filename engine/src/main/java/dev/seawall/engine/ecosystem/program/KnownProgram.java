package dev.seawall.engine.ecosystem.program;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one well-known program tells its version.
 *
 * @param name of the package
 * @param vendor purl namespace, or empty
 * @param files pattern of file names; its groups may be used as {@code $1} in marks and versions
 * @param marks text that must stand near the version, one for each version pattern; empty where the pattern must search
 * @param versions patterns of which group 1 is the version; the first that matches counts
 * @param sample text in which a version is found, zero bytes written as {@code \0}, and the file's name and the version
 */
record KnownProgram(
        String name, String vendor, Pattern files, List<String> marks, List<String> versions, Sample sample) {

    /** Proof that the patterns work. */
    record Sample(String file, String text, String version) {}

    boolean isCalled(String fileName) {
        return files.matcher(fileName).matches();
    }

    /** Whether a file name that begins so can be this program's. */
    boolean mayStartWith(String letter) {
        Matcher file = files.matcher(letter);
        return file.matches() || file.hitEnd();
    }

    /** The patterns for one file; empty where its name is not this program's. */
    Optional<Search> search(String fileName) {
        Matcher file = files.matcher(fileName);
        if (!file.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Search(
                this,
                marks.stream().map(m -> filled(m, file, false)).toList(),
                versions.stream()
                        .map(v -> Pattern.compile(filled(v, file, true), Pattern.DOTALL))
                        .toList()));
    }

    private static String filled(String text, Matcher file, boolean quoted) {
        if (file.groupCount() < 1 || file.group(1) == null) {
            return text;
        }
        return text.replace("$1", quoted ? Pattern.quote(file.group(1)) : file.group(1));
    }

    /** One program's patterns, made for one file. */
    record Search(KnownProgram program, List<String> marks, List<Pattern> versions) {
        private static final int WINDOW = 1_200;

        /** The version in a piece of the file by the pattern of that rank, empty where it is not there. */
        Optional<String> in(String piece, int rank) {
            String mark = marks.get(rank);
            if (mark.isEmpty()) {
                return first(piece, rank, 0, piece.length());
            }
            int at = piece.indexOf(mark);
            while (at >= 0) {
                int end = Math.min(piece.length(), at + mark.length() + WINDOW);
                Optional<String> found = first(piece, rank, Math.max(0, at - WINDOW), end);
                if (found.isPresent()) {
                    return found;
                }
                at = piece.indexOf(mark, end);
            }
            return Optional.empty();
        }

        private Optional<String> first(String piece, int rank, int from, int to) {
            Matcher version = versions.get(rank).matcher(piece).region(from, to);
            return version.find() ? Optional.of(version.group(1)) : Optional.empty();
        }
    }
}
