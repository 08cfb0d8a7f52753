package dev.seawall.engine.check.cel;

import org.jspecify.annotations.Nullable;

/** A block of addresses, {@code 10.0.0.0/8}. */
record Block(Address address, int bits) {
    static @Nullable Block parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d{0,2}")) {
            return null;
        }
        Address address = Address.parse(text.substring(0, slash));
        int bits = Integer.parseInt(text.substring(slash + 1));
        return address == null || bits > address.bytes().length * 8 ? null : new Block(address, bits);
    }

    boolean contains(Address inside) {
        byte[] mine = address.bytes();
        byte[] other = inside.bytes();
        if (mine.length != other.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            int mask = mask(i);
            if ((mine[i] & mask) != (other[i] & mask)) {
                return false;
            }
        }
        return true;
    }

    private int mask(int index) {
        int left = Math.clamp(bits - index * 8L, 0, 8);
        return 0xff << (8 - left) & 0xff;
    }

    Block masked() {
        byte[] bytes = address.bytes();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= (byte) mask(i);
        }
        return new Block(Address.of(bytes), bits);
    }

    @Override
    public String toString() {
        return address + "/" + bits;
    }
}
