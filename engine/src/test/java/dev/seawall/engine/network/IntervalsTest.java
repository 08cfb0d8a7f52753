package dev.seawall.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IntervalsTest {
    private static final int SIZE = 40;

    @Test
    void setAlgebraAgreesWithBitSets() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            BitSet a = bits(random);
            BitSet b = bits(random);
            BitSet union = (BitSet) a.clone();
            union.or(b);
            BitSet both = (BitSet) a.clone();
            both.and(b);
            BitSet left = (BitSet) a.clone();
            left.andNot(b);
            assertEquals(of(union), of(a).union(of(b)));
            assertEquals(of(both), of(a).intersect(of(b)));
            assertEquals(of(left), of(a).subtract(of(b)));
            assertEquals(left.isEmpty(), of(b).contains(of(a)), a + " in " + b);
        }
    }

    private static BitSet bits(Random random) {
        BitSet bits = new BitSet();
        for (int i = 0; i < random.nextInt(6); i++) {
            int first = random.nextInt(SIZE);
            bits.set(first, Math.min(SIZE, first + 1 + random.nextInt(8)));
        }
        return bits;
    }

    private static Intervals of(BitSet bits) {
        Intervals out = Intervals.NONE;
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            out = out.union(Intervals.of(i, i));
        }
        return out;
    }

    @Test
    void addressesAreReadAndWritten() {
        assertEquals("10.0.0.0-10.255.255.255", spelled("10.1.2.3/8"));
        assertEquals("1.2.3.4-1.2.3.4", spelled("1.2.3.4/32"));
        assertEquals("0.0.0.0-255.255.255.255", spelled("0.0.0.0/0"));
        for (String bad :
                List.of("1.2.3/8", "1.2.3.4/", "1.2.3.4/033", "1.2.3.4.5/8", "01.2.3.4/8", "", "/8", "a.b.c.d/8")) {
            assertNull(Addresses.cidr(bad), bad);
        }
    }

    private static String spelled(String cidr) {
        Intervals addresses = Addresses.cidr(cidr);
        return addresses == null ? "" : Addresses.spelled(addresses);
    }
}
