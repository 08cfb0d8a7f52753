package dev.seawall.engine.check.tree;

/** A document that is no valid tree; the message says where. */
final class TreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TreeException(int line, int column, String problem) {
        super("line " + line + ", column " + column + ": " + problem);
    }
}
