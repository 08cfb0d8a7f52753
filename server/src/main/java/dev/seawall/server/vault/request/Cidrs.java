package dev.seawall.server.vault.request;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Address blocks such as 10.0.0.0/8 or 2001:db8::/32; a bare address is a block of one. */
public final class Cidrs {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}(/\\d{1,3})?");

    private Cidrs() {}

    /** The blocks themselves, when each can be read. */
    public static List<String> check(List<String> blocks) {
        for (String block : blocks) {
            if (!LITERAL.matcher(block).matches() || address(block.split("/", 2)[0]) == null) {
                throw VaultException.refused("error parsing address \"" + block + "\": Unable to convert \"" + block
                        + "\" to an IPv4 or IPv6 address, or a UNIX Socket");
            }
        }
        return blocks.stream()
                .map(block ->
                        block.endsWith("/32") && !block.contains(":") ? block.substring(0, block.length() - 3) : block)
                .toList();
    }

    /** Whether an address is in one of the blocks; no block means everywhere. */
    public static boolean allow(List<String> blocks, String address) {
        return blocks.isEmpty() || blocks.stream().anyMatch(block -> contains(block, address));
    }

    /** Whether an address is in a block. */
    public static boolean contains(String block, String address) {
        String[] parts = block.split("/", 2);
        byte[] net = address(parts[0]);
        byte[] host = address(address);
        if (net == null || host == null || net.length != host.length) {
            return false;
        }
        int bits = parts.length == 1 ? net.length * 8 : Math.min(Integer.parseInt(parts[1]), net.length * 8);
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((net[i / 8] & mask) != (host[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte @org.jspecify.annotations.Nullable [] address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
