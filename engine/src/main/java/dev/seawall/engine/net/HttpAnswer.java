package dev.seawall.engine.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;

/**
 * An answer whose body streams; closing it gives the connection up.
 *
 * @param uri what was asked last, after redirects
 */
record HttpAnswer(int status, HttpHeaders headers, InputStream body, URI uri) implements Closeable {
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The media type without its parameters, in lower case. */
    String mediaType() {
        String type = header("Content-Type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** The whole body. */
    byte[] bytes(int limitBytes) throws IOException {
        byte[] content = body.readNBytes(limitBytes + 1);
        if (content.length > limitBytes) {
            throw new IOException("the answer of " + uri.getAuthority() + " is larger than " + limitBytes + " bytes");
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
