package dev.seawall.engine.net;

import java.io.IOException;

/** Something a server asked for that Seawall will not do, however often it is tried. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
