package dev.seawall.engine.wire;

import java.nio.file.Path;
import java.util.Map;

/** Upkeep of a server's home from the command line. */
public sealed interface ServerTask {
    /** Brings the store to this version's tables after a checked backup. */
    record Migrate() implements ServerTask {}

    /** Recomputes the hash chain of the audit log. */
    record VerifyAudit() implements ServerTask {}

    /** Writes a consistent copy of the store and the keys into one file, and reads it back. */
    record Backup(Path file) implements ServerTask {}

    /** Puts a backup in place of the store; the old one is kept beside it. */
    record Restore(Path file) implements ServerTask {}

    /** Prints a new one-time link with which an administrator is made. */
    record FirstLink() implements ServerTask {}

    /** Starts, answers a few requests and stops, for the start-up cache of the build. */
    record Train() implements ServerTask {}

    /**
     * Asks the logs of a home in which no server runs; the answer is one JSON object.
     *
     * @param question {@code search}, {@code histogram}, {@code facets} or {@code context}
     * @param parameters as the server's API takes them
     */
    record AskLogs(String question, Map<String, String> parameters) implements ServerTask {}
}
