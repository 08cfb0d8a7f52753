package dev.seawall.engine.version;

/** The order of one kind of version. Stateless and thread-safe. */
public interface VersionScheme {
    /**
     * Orders two versions.
     *
     * @return negative, zero or positive
     * @throws BadVersionException where either does not parse; never guesses
     */
    int compare(String left, String right) throws BadVersionException;
}
