package dev.seawall.engine.net;

import java.io.IOException;

/** A registry answered, and the answer is no. */
public final class RegistryException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    RegistryException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The first error code of the body ({@code MANIFEST_UNKNOWN}, {@code DENIED}, …), empty where it has none. */
    public String code() {
        return code;
    }

    /** True where what was asked for is not there. */
    public boolean isNotFound() {
        return status == 404;
    }
}
