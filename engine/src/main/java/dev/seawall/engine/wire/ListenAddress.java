package dev.seawall.engine.wire;

import dev.seawall.engine.model.SeawallException;

/**
 * Where one listener opens.
 *
 * @param name of the listener, for example {@code web}
 * @param host address or host name; IPv6 without brackets
 * @param port 0 for any free one
 */
public record ListenAddress(String name, String host, int port) {
    /**
     * Reads {@code NAME=HOST:PORT}; an IPv6 address stands in brackets.
     *
     * @throws SeawallException where it is none
     */
    public static ListenAddress parse(String text) {
        int equals = text.indexOf('=');
        int colon = text.lastIndexOf(':');
        String digits = text.substring(colon + 1);
        if (equals < 1 || colon < equals + 2 || !digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65535) {
            throw new SeawallException(
                    "read the address " + text, "it is not NAME=HOST:PORT", "Write for example web=127.0.0.1:8443");
        }
        String host = text.substring(equals + 1, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new ListenAddress(text.substring(0, equals), host, Integer.parseInt(digits));
    }

    /** {@code HOST:PORT} as a URL has it. */
    public String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
