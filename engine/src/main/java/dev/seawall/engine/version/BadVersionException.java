package dev.seawall.engine.version;

/** A version does not follow its ecosystem's rules, so nothing can be said about its order: the answer is "unknown". */
public final class BadVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param version the text that did not parse */
    public BadVersionException(String version) {
        super("not a version of this ecosystem: " + version);
    }
}
