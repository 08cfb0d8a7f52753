package dev.seawall.engine.check.tree;

import org.jspecify.annotations.Nullable;

/**
 * One document of a stream.
 *
 * @param line where it starts, from 1
 * @param root its value: SourceMap, SourceList, a scalar or null
 * @param problem why it could not be read, with line and column, or null
 */
public record TreeDocument(
        int line, @Nullable Object root, @Nullable String problem) {}
