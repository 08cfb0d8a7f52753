package dev.seawall.server.vault.request;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * Where a request came from.
 *
 * @param address the numeric address of the peer
 * @param port its port
 * @param certificates the chain it proved to hold, leaf first; empty without mutual TLS
 * @param headers header lines by lower-case name
 */
public record Origin(String address, int port, List<X509Certificate> certificates, Map<String, List<String>> headers) {
    /** The program itself. */
    public static final Origin INSIDE = new Origin("127.0.0.1", 0, List.of(), Map.of());

    public Origin {
        certificates = List.copyOf(certificates);
        headers = Map.copyOf(headers);
    }

    /** The first line of a header, or an empty text. */
    public String header(String lowerCaseName) {
        List<String> lines = headers.getOrDefault(lowerCaseName, List.of());
        return lines.isEmpty() ? "" : lines.getFirst();
    }
}
