package dev.seawall.engine.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A number or a word of a Maven version.
 *
 * @param dotted whether a dot leads it, else a dash or a change between digits and letters
 * @param text in lower case, in its long form; empty is the release itself
 */
record MavenToken(boolean dotted, boolean number, String text) implements Comparable<MavenToken> {
    private static final List<String> QUALIFIERS = List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");
    private static final int RELEASE = 5;

    /** The tokens of a version, without those that say nothing. */
    static List<MavenToken> read(String version) throws BadVersionException {
        String text = withoutJavaRelease(version.strip().toLowerCase(Locale.ROOT));
        if (text.isEmpty() || text.indexOf(' ') >= 0) {
            throw new BadVersionException(version);
        }
        List<MavenToken> tokens = new ArrayList<>();
        boolean dotted = true;
        int at = 0;
        while (at <= text.length()) {
            int end = tokenEnd(text, at);
            tokens.add(token(text, at, end, dotted));
            boolean separated = end == text.length() || isSeparator(text.charAt(end));
            dotted = end < text.length() && text.charAt(end) == '.';
            at = separated ? end + 1 : end;
        }
        trim(tokens);
        return tokens;
    }

    private static String withoutJavaRelease(String text) {
        int digits = text.length();
        while (digits > 0 && Ascii.isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        boolean late = text.length() - digits > 1 || text.endsWith("8") || text.endsWith("9");
        boolean runtime = text.startsWith(".jre", digits - 4) && late && digits < text.length();
        boolean kit = text.startsWith(".jdk", digits - 4) && digits < text.length();
        return digits > 4 && (runtime || kit) ? text.substring(0, digits - 4) : text;
    }

    private static int tokenEnd(String text, int from) {
        int end = Ascii.digitsEnd(text, from);
        if (end == from) {
            while (end < text.length() && !Ascii.isDigit(text.charAt(end)) && !isSeparator(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-';
    }

    private static MavenToken token(String text, int from, int end, boolean dotted) {
        if (from == end) {
            return new MavenToken(dotted, true, "0");
        }
        String word = text.substring(from, end);
        if (Ascii.isDigit(word.charAt(0))) {
            return new MavenToken(dotted, true, word);
        }
        boolean beforeDigit = end < text.length() && Ascii.isDigit(text.charAt(end));
        return new MavenToken(dotted, false, longForm(word, beforeDigit));
    }

    private static String longForm(String word, boolean beforeDigit) {
        return switch (word) {
            case "ga", "final", "release" -> "";
            case "cr" -> "rc";
            case "a" -> beforeDigit ? "alpha" : word;
            case "b" -> beforeDigit ? "beta" : word;
            case "m" -> beforeDigit ? "milestone" : word;
            default -> word;
        };
    }

    /** From the end, and from each dash on the way to the front, tokens that say nothing go. */
    private static void trim(List<MavenToken> tokens) {
        int i = tokens.size() - 1;
        while (i > 0) {
            if (tokens.get(i).saysNothing()) {
                tokens.remove(i);
                i--;
            } else {
                while (i > 0 && tokens.get(i).dotted()) {
                    i--;
                }
                i--;
            }
        }
    }

    private boolean saysNothing() {
        return number ? text.chars().allMatch(c -> c == '0') : text.isEmpty();
    }

    /** The order against the end of a version. */
    int overNothing() {
        if (number) {
            return saysNothing() ? 0 : 1;
        }
        return Integer.compare(rank(), RELEASE);
    }

    private int rank() {
        int rank = QUALIFIERS.indexOf(text);
        return rank < 0 ? QUALIFIERS.size() : rank;
    }

    @Override
    public int compareTo(MavenToken other) {
        if (number != other.number) {
            return number ? 1 : -1;
        }
        if (number) {
            return dotted == other.dotted
                    ? Ascii.compareNumbers(text, other.text)
                    : Boolean.compare(dotted, other.dotted);
        }
        if (dotted != other.dotted) {
            return dotted ? -1 : 1;
        }
        int byRank = Integer.compare(rank(), other.rank());
        return byRank != 0 ? byRank : text.compareTo(other.text);
    }
}
