package dev.seawall.engine.check.dockerfile;

/**
 * A comment line outside here-documents.
 *
 * @param line from 1
 * @param text after the number sign, blanks removed
 */
public record Comment(int line, String text) {}
