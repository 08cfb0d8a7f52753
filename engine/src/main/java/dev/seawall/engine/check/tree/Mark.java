package dev.seawall.engine.check.tree;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in its file.
 *
 * @param line first line from 1: the key's where the value has one; 0 where lines mean nothing
 * @param column first column from 1, 0 where unknown
 * @param endLine last line, at least {@code line}
 * @param endColumn column after the last character, 0 where unknown
 * @param path where the value came from in the original document, for values that were translated (the PodSpec of a
 *     Compose service); null where the value's own path is the original one
 */
public record Mark(
        int line,
        int column,
        int endLine,
        int endColumn,
        @Nullable String path) {
    /** No place known. */
    public static final Mark NONE = new Mark(0, 0, 0, 0, null);

    /** A whole line. */
    public static Mark line(int line) {
        return new Mark(line, 0, line, 0, null);
    }

    /** From one line to another. */
    public static Mark lines(int line, int endLine) {
        return new Mark(line, 0, Math.max(line, endLine), 0, null);
    }

    /** This place as the origin of a translated value. */
    public Mark from(String originalPath) {
        return new Mark(line, column, endLine, endColumn, originalPath);
    }
}
