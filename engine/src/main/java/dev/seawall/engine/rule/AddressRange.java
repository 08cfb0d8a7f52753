package dev.seawall.engine.rule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An address or a network: the first {@code bits} bits of its 4 or 16 bytes count. */
record AddressRange(byte[] address, int bits) {
    static AddressRange address(String text, int offset) throws FilterException {
        byte[] bytes = parse(text);
        if (bytes == null) {
            throw new FilterException("unrecognized IP address " + text, offset);
        }
        return new AddressRange(bytes, bytes.length * 8);
    }

    static AddressRange network(String text, int offset) throws FilterException {
        int slash = text.indexOf('/');
        byte[] bytes = slash < 0 ? null : parse(text.substring(0, slash));
        if (bytes == null) {
            throw new FilterException("unrecognized IP network " + text, offset);
        }
        String mask = text.substring(slash + 1);
        int bits = mask.matches("[0-9]{1,3}") ? Integer.parseInt(mask) : -1;
        if (bits < 0 || bits > bytes.length * 8) {
            throw new FilterException("invalid netmask " + mask, offset);
        }
        return new AddressRange(bytes, bits);
    }

    /** The bytes of an address, null where the text is none. */
    static byte @Nullable [] parse(String text) {
        return text.indexOf(':') < 0 ? four(text) : AddressSix.parse(text);
    }

    static byte @Nullable [] four(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (parts.length != 4) {
            return null;
        }
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("[0-9]{1,3}") || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        int mask = (0xff << (8 - rest)) & 0xff;
        return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange that && bits == that.bits && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + bits;
    }
}
