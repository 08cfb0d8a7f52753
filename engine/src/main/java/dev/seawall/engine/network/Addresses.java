package dev.seawall.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** IPv4 addresses as numbers: CIDR texts read, ranges written, overlapping sets cut into disjoint ranges. */
final class Addresses {
    private static final long LAST = 0xffff_ffffL;
    static final Intervals ALL = Intervals.of(0, LAST);

    private Addresses() {}

    /** The addresses of {@code 10.0.0.0/8} or of one address; null where the text is neither. Host bits are ignored. */
    static @Nullable Intervals cidr(String text) {
        int slash = text.indexOf('/');
        Long address = address(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0 ? 32 : number(text.substring(slash + 1), 32);
        if (address == null || bits < 0) {
            return null;
        }
        long size = 1L << (32 - bits);
        long first = address / size * size;
        return Intervals.of(first, first + size - 1);
    }

    /** True for what is spelled like an IPv6 address or network. */
    static boolean isVersion6(String text) {
        return text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:.]{2,45}(/\\d{1,3})?");
    }

    private static @Nullable Long address(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        long value = 0;
        for (String part : parts) {
            int number = number(part, 255);
            if (number < 0) {
                return null;
            }
            value = value << 8 | number;
        }
        return value;
    }

    private static int number(String text, int most) {
        if (!text.matches("0|[1-9]\\d{0,2}")) {
            return -1;
        }
        int value = Integer.parseInt(text);
        return value > most ? -1 : value;
    }

    /** Cuts all addresses at every edge of the sets: each of the sets is a union of the ranges given back. */
    static List<Intervals> cut(List<Intervals> sets) {
        TreeSet<Long> firsts = new TreeSet<>(List.of(0L));
        for (Intervals set : sets) {
            for (int i = 0; i < set.ranges(); i++) {
                firsts.add(set.first(i));
                firsts.add(set.last(i) + 1);
            }
        }
        List<Intervals> out = new ArrayList<>();
        for (long first : firsts.headSet(LAST, true)) {
            Long next = firsts.higher(first);
            out.add(Intervals.of(first, next == null ? LAST : next - 1));
        }
        return out;
    }

    /** {@code 10.0.0.0-10.255.255.255}; several ranges are joined by commas. */
    static String spelled(Intervals addresses) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < addresses.ranges(); i++) {
            out.add(spelled(addresses.first(i)) + "-" + spelled(addresses.last(i)));
        }
        return String.join(",", out);
    }

    private static String spelled(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
