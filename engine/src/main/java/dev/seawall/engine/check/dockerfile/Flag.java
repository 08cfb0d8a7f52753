package dev.seawall.engine.check.dockerfile;

/**
 * A flag of an instruction.
 *
 * @param name without dashes: {@code from}, {@code mount}
 * @param value after the first equals sign, {@code true} for a bare flag
 */
public record Flag(String name, String value) {}
