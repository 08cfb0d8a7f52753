package dev.seawall.engine.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a host name says without asking the DNS. */
final class Hosts {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private Hosts() {}

    /** True for localhost, 127.0.0.0/8 and ::1. */
    static boolean isLoopback(String host) {
        byte[] address = address(host);
        return address == null ? host.equals("localhost") || host.endsWith(".localhost") : isLoopback(address);
    }

    private static boolean isLoopback(byte[] address) {
        if (address.length == 4) {
            return address[0] == 127;
        }
        byte[] one = new byte[16];
        one[15] = 1;
        return Arrays.equals(address, one);
    }

    /** @param network as {@code address/bits} */
    static boolean isInNetwork(String host, String network) {
        int slash = network.indexOf('/');
        byte[] base = address(network.substring(0, slash));
        byte[] address = address(host);
        String bits = network.substring(slash + 1);
        if (base == null || address == null || base.length != address.length || !bits.matches("\\d{1,3}")) {
            return false;
        }
        int count = Math.min(Integer.parseInt(bits), base.length * 8);
        for (int i = 0; i < count; i++) {
            int mask = 0x80 >> (i % 8);
            if ((base[i / 8] & mask) != (address[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a literal address, null for a name. */
    private static byte @Nullable [] address(String host) {
        String literal = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!IPV4.matcher(literal).matches() && literal.indexOf(':') < 0) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The host of {@code host[:port]}. */
    static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
