package dev.seawall.server.tls;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers nobody can guess: 126 random bits, never zero. */
final class Serials {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Serials() {}

    static BigInteger next() {
        return new BigInteger(126, RANDOM).setBit(125);
    }
}
