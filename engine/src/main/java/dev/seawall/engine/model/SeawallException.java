package dev.seawall.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * Something Seawall was asked to do and could not: unreadable input, no network, wrong usage. Ends a command with exit
 * code 2. The text always has the form "Tried to X but failed because Y. Do Z."
 */
public final class SeawallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String because;

    /**
     * @param tried what was attempted, as it follows "Tried to"
     * @param because why it failed, as it follows "because"
     * @param remedy what the user can do, a sentence without its full stop
     */
    public SeawallException(String tried, String because, String remedy) {
        this(tried, because, remedy, null);
    }

    /** As the other constructor, with the failure that led here. */
    public SeawallException(String tried, String because, String remedy, @Nullable Throwable cause) {
        super("Tried to " + tried + " but failed because " + because + ". " + remedy + ".", cause);
        this.because = because;
    }

    /** Why it failed, without what was tried and the remedy. */
    public String because() {
        return because;
    }
}
