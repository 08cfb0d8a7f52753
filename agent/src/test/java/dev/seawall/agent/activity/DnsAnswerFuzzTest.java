package dev.seawall.agent.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DnsAnswerFuzzTest {
    private static final byte[] ANSWER = HexFormat.of()
            .parseHex("1234818000010001000000000377777707657861" + "6d706c65036f72670000010001"
                    + "c00c000100010000003c0004cb007107");

    @Test
    void nameAndAddressAreRead() {
        List<String> found = new ArrayList<>();
        DnsAnswer.read(ANSWER, (address, name) -> found.add(name + " " + Endpoint.of(address, 53)));
        assertEquals(List.of("www.example.org 203.0.113.7:53"), found);
    }

    @Test
    void hostileMessagesGiveLessAndThrowNothing() {
        Random random = new Random(3);
        int[] found = new int[1];
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = java.util.Arrays.copyOf(ANSWER, random.nextInt(ANSWER.length + 10));
            for (int i = 0; i < random.nextInt(6) && bytes.length > 0; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            DnsAnswer.read(bytes, (address, name) -> found[0]++);
            found[0] += DnsAnswer.asked(bytes).length();
        }
        assertTrue(found[0] > 0);
    }
}
