package dev.seawall.engine.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An engine's answer; closing it closes the connection.
 *
 * @param headers names in lower case; of repeated ones the last counts
 */
public record DaemonAnswer(int status, Map<String, String> headers, InputStream body, Closeable connection)
        implements Closeable {
    private static final int MAX_HEADERS = 200;

    static DaemonAnswer read(Wire wire, boolean bodyExpected) throws IOException {
        LineReader in = new LineReader(wire.in());
        int status = status(in.line());
        Map<String, String> headers = headers(in);
        while (status >= 100 && status < 200) {
            status = status(in.line());
            headers = headers(in);
        }
        boolean empty = !bodyExpected || status == 204 || status == 304;
        return new DaemonAnswer(status, headers, empty ? InputStream.nullInputStream() : body(in, headers), wire);
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("the engine does not answer in HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(LineReader in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (int i = 0; i < MAX_HEADERS; i++) {
            String line = in.line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new IOException("the answer has more than " + MAX_HEADERS + " headers");
    }

    private static InputStream body(LineReader in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return new ChunkedStream(in);
        }
        String length = headers.getOrDefault("content-length", "");
        if (!length.isEmpty() && !length.matches("[0-9]{1,18}")) {
            throw new IOException("the answer has a malformed length");
        }
        return new BodyPart(in, length.isEmpty() ? -1 : Long.parseLong(length));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
