package dev.seawall.engine.version;

/** Whether an advisory speaks of a version. Unknown is an answer of its own and never means "not affected". */
public sealed interface Affected {
    /**
     * The version is affected.
     *
     * @param fixedIn the first version after it that the advisory calls fixed; empty where it names none
     */
    record Yes(String fixedIn) implements Affected {}

    /** The version is not affected. */
    record No() implements Affected {}

    /**
     * Nothing can be said, because a version does not follow the rules of its ecosystem.
     *
     * @param reason which version, for people
     */
    record Unknown(String reason) implements Affected {}
}
