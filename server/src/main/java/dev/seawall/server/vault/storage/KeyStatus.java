package dev.seawall.server.vault.storage;

/** The key new entries are sealed under: its term, when it was made (seconds since 1970), and how often it was used. */
public record KeyStatus(int term, long installed, long encryptions) {}
