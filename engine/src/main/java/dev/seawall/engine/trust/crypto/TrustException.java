package dev.seawall.engine.trust.crypto;

import org.jspecify.annotations.Nullable;

/** A refusal: something signed, or the trust it rests on, does not hold. Says at which step and why. */
public final class TrustException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String reason;

    /**
     * @param step what was being verified, such as {@code inclusion proof}
     * @param reason why it does not hold
     */
    public TrustException(String step, String reason) {
        this(step, reason, null);
    }

    /** As the other constructor, with the failure that led here. */
    public TrustException(String step, String reason, @Nullable Throwable cause) {
        super(step + ": " + reason, cause);
        this.step = step;
        this.reason = reason;
    }

    /** What was being verified. */
    public String step() {
        return step;
    }

    /** Why it does not hold. */
    public String reason() {
        return reason;
    }

    /** Throws unless the condition holds. */
    public static void require(boolean holds, String step, String reason) throws TrustException {
        if (!holds) {
            throw new TrustException(step, reason);
        }
    }
}
