package dev.seawall.server.vault.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any enough shares give the secret back, and fewer give something else. */
final class ShamirTest {
    @Test
    void inverseIsInverse() {
        for (int value = 1; value < 256; value++) {
            assertEquals(1, Gf256.multiply(value, Gf256.invert(value)));
        }
        assertEquals(0xc1, Gf256.multiply(0x57, 0x83), "the example of FIPS 197");
    }

    @Test
    void anyEnoughSharesCombine() {
        SecureRandom random = new SecureRandom();
        Random order = new Random(7);
        for (int threshold = 2; threshold < 8; threshold++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            List<byte[]> shares = new ArrayList<>(Shamir.split(random, secret, threshold + 3, threshold));
            for (int round = 0; round < 5; round++) {
                Collections.shuffle(shares, order);
                assertArrayEquals(secret, Shamir.combine(shares.subList(0, threshold)));
                assertFalse(Arrays.equals(secret, Shamir.combine(shares.subList(0, threshold - 1))));
            }
        }
    }
}
