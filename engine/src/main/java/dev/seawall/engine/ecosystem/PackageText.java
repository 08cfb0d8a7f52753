package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Package;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A text file that lists packages: its lines, and which line an offset or a word stands on. */
public final class PackageText {
    /** Words that were looked for in vain cost a pass each; hostile files would make that quadratic. */
    private static final int MISSES = 100;

    private final String path;
    private final String text;
    private final int[] lineStarts;
    private int cursor;
    private int misses;

    private PackageText(String path, String text) {
        this.path = path;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /** Decodes UTF-8, tolerant of broken bytes, without a byte order mark and with carriage returns removed. */
    public static PackageText of(String path, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return new PackageText(path, text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n"));
    }

    /** Path of the file, as packages state it. */
    public String path() {
        return path;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The text as bytes again, for parsers that want them. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The lines without their ends; line n is element n - 1. */
    public List<String> lines() {
        return List.of(text.split("\n", -1));
    }

    /** The line an offset lies on, from 1. */
    public int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /**
     * The line of the next occurrence of a word, searching on from the last one found and then from the start.
     *
     * @return the line from 1, or 0 where it does not occur
     */
    public int lineOfNext(String word) {
        if (misses > MISSES) {
            return 0;
        }
        int at = text.indexOf(word, cursor);
        if (at < 0 && cursor > 0) {
            misses++;
            at = text.indexOf(word);
        }
        if (at < 0) {
            misses++;
            return 0;
        }
        cursor = at + word.length();
        return lineOf(at);
    }

    /** A package of this file. */
    public Package found(String ecosystem, String name, String version, int line) {
        return Package.of(ecosystem, name, version, path, line);
    }

    /**
     * The text with comments made blank, so that offsets and lines stay; one pass whatever the text.
     *
     * @param open begins a block comment, for example {@code /*}
     * @param close ends it; one that is never closed is no comment
     * @param marks begin a comment to the end of the line where they stand at its start or behind a blank, quote or
     *     bracket
     */
    public String withoutComments(String open, String close, List<String> marks) {
        StringBuilder out = new StringBuilder(text);
        int lastClose = text.lastIndexOf(close);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            if (at + open.length() <= lastClose && text.startsWith(open, at)) {
                end = text.indexOf(close, at + open.length()) + close.length();
            } else if (startsLineComment(at, marks)) {
                int newline = text.indexOf('\n', at);
                end = newline < 0 ? text.length() : newline;
            }
            for (int i = at; i < end; i++) {
                out.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
            }
            at = Math.max(end, at + 1);
        }
        return out.toString();
    }

    private boolean startsLineComment(int at, List<String> marks) {
        boolean apart = at == 0 || " \t\n]}\"".indexOf(text.charAt(at - 1)) >= 0;
        return apart && marks.stream().anyMatch(mark -> text.startsWith(mark, at));
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
