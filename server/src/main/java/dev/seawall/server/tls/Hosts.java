package dev.seawall.server.tls;

import java.net.InetAddress;
import java.util.Locale;

/** Host names and addresses, spelled alike. */
final class Hosts {
    private Hosts() {}

    /** IPv6 addresses, which have many spellings, as the JDK writes them; everything else in lower case. */
    static String spelled(String host) {
        if (host.indexOf(':') < 0) {
            return host.toLowerCase(Locale.ROOT);
        }
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException e) {
            return host;
        }
    }
}
