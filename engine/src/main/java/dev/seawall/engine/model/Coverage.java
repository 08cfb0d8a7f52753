package dev.seawall.engine.model;

/**
 * Whether the advisory database says anything about an ecosystem or release, named as OSV does: {@code Debian:12}.
 *
 * @param stale true where its data is older than the user wants
 */
public record Coverage(String ecosystem, boolean hasData, boolean stale) {
    /** Data, or none, that is not stale. */
    public Coverage(String ecosystem, boolean hasData) {
        this(ecosystem, hasData, false);
    }
}
