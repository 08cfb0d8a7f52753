package dev.seawall.agent.activity;

import java.util.Arrays;
import java.util.HexFormat;

/** An address and a port; four bytes for IPv4, sixteen for IPv6. */
record Endpoint(Bytes address, int port) {
    /** Bytes that are compared by content. */
    static final class Bytes {
        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content;
        }

        byte[] content() {
            return content;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }
    }

    /** From an address as the kernel keeps it; IPv4 inside IPv6 becomes IPv4. */
    static Endpoint of(byte[] address, int port) {
        return new Endpoint(new Bytes(isMapped(address) ? Arrays.copyOfRange(address, 12, 16) : address), port);
    }

    private static boolean isMapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }

    byte[] bytes() {
        return address.content();
    }

    boolean isFour() {
        return bytes().length == 4;
    }

    boolean isUnset() {
        for (byte each : bytes()) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** The address as people write it. */
    String addressText() {
        byte[] b = bytes();
        return isFour() ? (b[0] & 255) + "." + (b[1] & 255) + "." + (b[2] & 255) + "." + (b[3] & 255) : six(b);
    }

    /** As RFC 5952 has it: the longest run of zeros left out. */
    private static String six(byte[] b) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && b[2 * end] == 0 && b[2 * end + 1] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append(i == 0 ? "::" : ":");
                i += bestLength - 1;
                continue;
            }
            int group = ((b[2 * i] & 255) << 8) | (b[2 * i + 1] & 255);
            out.append(HexFormat.of().toHexDigits((short) group).replaceFirst("^0{1,3}", ""));
            out.append(i < 7 ? ":" : "");
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return addressText() + ":" + port;
    }
}
