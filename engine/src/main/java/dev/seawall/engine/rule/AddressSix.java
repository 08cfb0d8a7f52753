package dev.seawall.engine.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads IPv6 addresses without asking the network about names. */
final class AddressSix {
    private static final int GROUPS = 8;

    private AddressSix() {}

    static byte @Nullable [] parse(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        List<Integer> before = groups(gap < 0 ? text : text.substring(0, gap));
        List<Integer> after = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (before == null || after == null) {
            return null;
        }
        int given = before.size() + after.size();
        boolean fits = gap < 0 ? given == GROUPS : given < GROUPS;
        return fits ? bytes(before, after) : null;
    }

    private static byte[] bytes(List<Integer> before, List<Integer> after) {
        byte[] out = new byte[16];
        for (int i = 0; i < before.size(); i++) {
            put(out, i, before.get(i));
        }
        for (int i = 0; i < after.size(); i++) {
            put(out, GROUPS - after.size() + i, after.get(i));
        }
        return out;
    }

    private static void put(byte[] out, int group, int value) {
        out[group * 2] = (byte) (value >> 8);
        out[group * 2 + 1] = (byte) value;
    }

    private static @Nullable List<Integer> groups(String text) {
        List<Integer> out = new ArrayList<>();
        if (text.isEmpty()) {
            return out;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') > 0) {
                byte[] four = AddressRange.four(parts[i]);
                if (four == null) {
                    return null;
                }
                out.add(((four[0] & 0xff) << 8) | (four[1] & 0xff));
                out.add(((four[2] & 0xff) << 8) | (four[3] & 0xff));
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                out.add(Integer.parseInt(parts[i], 16));
            } else {
                return null;
            }
        }
        return out;
    }
}
