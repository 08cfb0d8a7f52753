package dev.seawall.engine.net;

import java.io.IOException;

/** A container engine answered with an error. */
public final class DaemonException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    DaemonException(int status, String message, String endpoint) {
        super((message.isEmpty() ? "HTTP status " + status : PrintableText.of(message)) + " (" + endpoint + ")");
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
