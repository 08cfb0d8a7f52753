package dev.seawall.engine.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param host key for certificates and insecurity: the registry as in the reference
 * @param body opened for every try, or null for none
 */
record HttpCall(
        String method,
        URI uri,
        String host,
        Map<String, String> headers,
        @Nullable Body body) {
    /** Opens the body from its first byte. */
    @FunctionalInterface
    interface Body {
        BodyPublisher open() throws IOException;
    }

    static HttpCall get(URI uri, String host) {
        return new HttpCall("GET", uri, host, Map.of(), null);
    }

    HttpCall with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, uri, host, more, body);
    }

    HttpCall without(String header) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(header);
        return new HttpCall(method, uri, host, fewer, body);
    }

    HttpCall to(URI other, String otherHost) {
        return new HttpCall(method, other, otherHost, headers, body);
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
