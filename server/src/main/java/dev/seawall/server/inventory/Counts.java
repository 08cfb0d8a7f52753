package dev.seawall.server.inventory;

/** Open findings by severity. */
public record Counts(long critical, long high, long medium, long low, long unknown) {}
