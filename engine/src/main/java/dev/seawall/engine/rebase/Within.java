package dev.seawall.engine.rebase;

/** How far a base may move while the release it is on is supported. */
public enum Within {
    /** The first two numbers of its version stay. */
    MINOR,
    /** The first number stays. */
    MAJOR,
    /** To the newest of all. */
    ANY
}
