package dev.seawall.engine.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connected byte stream with a limit on silence. */
interface Wire extends Closeable {
    InputStream in() throws IOException;

    OutputStream out() throws IOException;
}
