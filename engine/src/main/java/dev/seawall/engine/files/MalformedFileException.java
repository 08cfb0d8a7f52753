package dev.seawall.engine.files;

import java.io.IOException;

/** A file is not what its name promises: truncated, corrupt, hostile, or over a bound. Becomes the file's status. */
public final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong, in a few words, without the path */
    public MalformedFileException(String reason) {
        super(reason);
    }

    /** As the other constructor, with the failure that led here. */
    public MalformedFileException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
