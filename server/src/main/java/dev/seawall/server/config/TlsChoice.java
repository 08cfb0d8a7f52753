package dev.seawall.server.config;

import dev.seawall.engine.model.SeawallException;
import java.nio.file.Path;

/** How listeners are encrypted. */
public sealed interface TlsChoice {
    /** By a certificate of the server's own authority. */
    record Auto() implements TlsChoice {}

    /** Not at all: for a proxy in front on the same machine, and for tests. */
    record Off() implements TlsChoice {}

    /** By a certificate from elsewhere, a chain in PEM, with its key. */
    record Given(Path certificate, Path key) implements TlsChoice {}

    /**
     * Reads {@code auto}, {@code off} or {@code CERT,KEY}.
     *
     * @throws SeawallException where it is none of these
     */
    static TlsChoice parse(String text) {
        if (text.equals("auto")) {
            return new Auto();
        }
        // YAML reads a bare off as false
        if (text.equals("off") || text.equals("false")) {
            return new Off();
        }
        int comma = text.indexOf(',');
        if (comma < 1 || comma == text.length() - 1) {
            throw new SeawallException(
                    "read --tls " + text,
                    "it is neither auto nor off nor CERT,KEY",
                    "Name both files, as cert.pem,key.pem");
        }
        return new Given(Path.of(text.substring(0, comma)), Path.of(text.substring(comma + 1)));
    }
}
