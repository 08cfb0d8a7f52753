package dev.seawall.server.auth;

/** A login or a change of an account that is refused. The text is for whoever asked and tells an attacker nothing. */
public final class DeniedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as far as a program must know it. */
    public enum Reason {
        /** Name, password, code, token or link is wrong. */
        WRONG,
        /** The password is right and a code of the second factor is missing. */
        CODE_NEEDED,
        /** Too many failures; try later. */
        LOCKED,
        /** What was asked for is against the rules, for example a weak password. */
        RULES
    }

    private final Reason reason;

    /** @param message whole sentence for the user */
    public DeniedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
