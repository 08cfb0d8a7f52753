package dev.seawall.server.vault.seal;

/** Arithmetic in the field of 256 elements with the polynomial 0x11B. No branch and no table look-up depends on a secret. */
final class Gf256 {
    private Gf256() {}

    static int multiply(int one, int other) {
        int product = 0;
        int a = one;
        for (int bit = 0; bit < 8; bit++) {
            product ^= a & -((other >> bit) & 1);
            a = (a << 1) ^ (0x11B & -((a >> 7) & 1));
        }
        return product & 0xff;
    }

    /** The inverse: the 254th power. The inverse of zero is zero. */
    static int invert(int value) {
        int power = value;
        for (int i = 0; i < 6; i++) {
            power = multiply(multiply(power, power), value);
        }
        return multiply(power, power);
    }

    static int divide(int one, int other) {
        return multiply(one, invert(other));
    }
}
