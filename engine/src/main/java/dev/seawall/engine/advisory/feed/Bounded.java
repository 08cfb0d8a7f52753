package dev.seawall.engine.advisory.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads no more than it was told to. */
final class Bounded {
    private Bounded() {}

    /** The whole stream. @throws IOException where it holds more than {@code most} bytes */
    static byte[] readAll(InputStream content, int most) throws IOException {
        byte[] bytes = content.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new IOException("over the limit of " + most + " bytes");
        }
        return bytes;
    }

    /** The next line without its end, or null at the end of the text. */
    static @Nullable String line(Reader text, int most) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = text.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() >= most) {
                throw new IOException("a line over " + most + " characters");
            }
            line.append((char) c);
            c = text.read();
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
