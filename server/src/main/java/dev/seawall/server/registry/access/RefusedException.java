package dev.seawall.server.registry.access;

/**
 * Something that is not allowed.
 *
 * <p>The message says why in one sentence that may be shown to the client.
 */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What the client can do about it. */
    public enum Kind {
        /** Prove who they are, or prove it better. */
        WHO,
        /** Ask for a token with this right. */
        SCOPE,
        /** Nothing, without somebody changing the rules. */
        RIGHT,
        /** Wait. */
        PACE,
        /** Ask properly. */
        FORM
    }

    /** @param because a sentence without its full stop */
    public RefusedException(Kind kind, String because) {
        super(because);
        this.kind = kind;
    }

    /** What would help. */
    public Kind kind() {
        return kind;
    }

    /** Why, for the client. */
    public String because() {
        return String.valueOf(getMessage());
    }
}
