package dev.seawall.engine.check.dockerfile;

/**
 * What is wrong at a line; the parser went on after it.
 *
 * @param line from 1
 */
public record Problem(int line, String reason) {}
