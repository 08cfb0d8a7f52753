package dev.seawall.engine.net;

import java.io.IOException;

/** The API server refused; its status and its own message. */
public final class ClusterException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ClusterException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status: 401 not known, 403 not allowed, 404 no such kind, 410 the list has expired. */
    public int status() {
        return status;
    }
}
