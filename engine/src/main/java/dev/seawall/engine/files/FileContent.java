package dev.seawall.engine.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * The bytes of one file, already bounded by the walker. Valid until the call it was passed to returns; plug-ins never
 * keep it.
 */
public interface FileContent {
    /** Size in bytes. */
    long sizeBytes();

    /** All bytes; the caller must not change the array. Throws where the file is larger than an array can be. */
    byte[] bytes() throws IOException;

    /** A fresh stream from the first byte. */
    InputStream open() throws IOException;

    /** A fresh read-only channel for random access. */
    SeekableByteChannel channel() throws IOException;
}
