package dev.seawall.engine.check.cel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IP address, 4 or 16 bytes; names are never resolved. */
record Address(InetAddress value) {
    private static final Pattern FOUR =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:]{2,39}");

    static @Nullable Address parse(String text) {
        boolean six = text.contains(":") && SIX.matcher(text).matches();
        if (!six && !FOUR.matcher(text).matches()) {
            return null;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(text);
            return six == (parsed.getAddress().length == 16) ? new Address(parsed) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Address of(byte[] bytes) {
        try {
            return new Address(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    byte[] bytes() {
        return value.getAddress();
    }

    int family() {
        return bytes().length == 4 ? 4 : 6;
    }

    boolean isUnspecified() {
        return value.isAnyLocalAddress();
    }

    boolean isLoopback() {
        return value.isLoopbackAddress();
    }

    boolean isLinkLocal() {
        return value.isLinkLocalAddress();
    }

    boolean isGlobal() {
        boolean broadcast = Arrays.equals(bytes(), new byte[] {-1, -1, -1, -1});
        return !broadcast && !isUnspecified() && !isLoopback() && !isLinkLocal() && !value.isMulticastAddress();
    }

    /** RFC 5952 shortens the longest run of zeros, which the JDK does not. */
    @Override
    public String toString() {
        String text = value.getHostAddress();
        if (family() == 4) {
            return text;
        }
        java.util.regex.Matcher runs = Pattern.compile("(?:^|:)0(?::0)+(?::|$)").matcher(text);
        int start = -1;
        int end = -1;
        while (runs.find()) {
            if (runs.end() - runs.start() > end - start) {
                start = runs.start();
                end = runs.end();
            }
        }
        return start < 0 ? text : text.substring(0, start) + "::" + text.substring(end);
    }
}
