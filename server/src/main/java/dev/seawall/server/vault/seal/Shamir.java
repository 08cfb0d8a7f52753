package dev.seawall.server.vault.seal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a secret so that some of its shares give it back and fewer give nothing. A share is the value of each byte's
 * polynomial, and at the end the place it was taken at.
 */
public final class Shamir {
    private Shamir() {}

    /** So many shares, of which {@code threshold} give the secret back. */
    public static List<byte[]> split(SecureRandom random, byte[] secret, int shares, int threshold) {
        byte[] places = places(random, shares);
        byte[][] made = new byte[shares][secret.length + 1];
        for (int at = 0; at < secret.length; at++) {
            byte[] polynomial = new byte[threshold];
            random.nextBytes(polynomial);
            polynomial[0] = secret[at];
            for (int share = 0; share < shares; share++) {
                made[share][at] = (byte) evaluate(polynomial, places[share] & 0xff);
                made[share][secret.length] = places[share];
            }
            Arrays.fill(polynomial, (byte) 0);
        }
        return List.of(made);
    }

    private static byte[] places(SecureRandom random, int shares) {
        int[] all = IntStream.rangeClosed(1, 255).toArray();
        byte[] places = new byte[shares];
        for (int i = 0; i < shares; i++) {
            int other = i + random.nextInt(all.length - i);
            places[i] = (byte) all[other];
            all[other] = all[i];
        }
        return places;
    }

    private static int evaluate(byte[] polynomial, int place) {
        int value = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            value = Gf256.multiply(value, place) ^ (polynomial[i] & 0xff);
        }
        return value;
    }

    /** What the shares give: the secret when they are enough and belong together, else something else. */
    public static byte[] combine(List<byte[]> shares) {
        int length = shares.getFirst().length - 1;
        byte[] secret = new byte[length];
        for (int i = 0; i < shares.size(); i++) {
            int weight = weight(shares, i, length);
            for (int at = 0; at < length; at++) {
                secret[at] ^= (byte) Gf256.multiply(shares.get(i)[at] & 0xff, weight);
            }
        }
        return secret;
    }

    private static int weight(List<byte[]> shares, int mine, int length) {
        int place = shares.get(mine)[length] & 0xff;
        int weight = 1;
        for (int i = 0; i < shares.size(); i++) {
            int other = shares.get(i)[length] & 0xff;
            if (i != mine) {
                weight = Gf256.multiply(weight, Gf256.divide(other, place ^ other));
            }
        }
        return weight;
    }
}
