package dev.seawall.server.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file the browser loads.
 *
 * @param type media type
 * @param content as it is
 * @param packed gzip of the content
 */
record Asset(String type, byte[] content, byte[] packed) {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    static Asset of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return new Asset(TYPES.getOrDefault(ending, "text/plain; charset=utf-8"), content, gzip(content));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
