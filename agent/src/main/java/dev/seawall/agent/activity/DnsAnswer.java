package dev.seawall.agent.activity;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** Reads DNS messages as far as names and addresses need it. Hostile ones give less, never an exception. */
final class DnsAnswer {
    private static final int HEADER = 12;
    private static final int MOST_RECORDS = 32;
    private static final int ADDRESS_FOUR = 1;
    private static final int ADDRESS_SIX = 28;

    private DnsAnswer() {}

    /** Tells the address of each answer with the name that was asked for. */
    static void read(byte[] message, BiConsumer<byte[], String> sink) {
        if (message.length < HEADER || (message[2] & 0x80) == 0) {
            return;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(message).position(4);
            int questions = in.getShort();
            int answers = Math.min(in.getShort() & 0xffff, MOST_RECORDS);
            in.position(HEADER);
            if (questions != 1) {
                return;
            }
            String asked = name(in);
            in.position(in.position() + 4);
            for (int i = 0; i < answers; i++) {
                answer(in, asked, sink);
            }
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            return;
        }
    }

    /** The name a message asks for; empty where it is none. */
    static String asked(byte[] message) {
        if (message.length <= HEADER) {
            return "";
        }
        try {
            return name(ByteBuffer.wrap(message).position(HEADER));
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            return "";
        }
    }

    private static void answer(ByteBuffer in, String asked, BiConsumer<byte[], String> sink) {
        name(in);
        int type = in.getShort();
        in.position(in.position() + 6);
        int length = in.getShort() & 0xffff;
        int start = in.position();
        if ((type == ADDRESS_FOUR && length == 4) || (type == ADDRESS_SIX && length == 16)) {
            sink.accept(Arrays.copyOfRange(in.array(), start, start + length), asked);
        }
        in.position(start + length);
    }

    private static String name(ByteBuffer in) {
        StringBuilder out = new StringBuilder();
        while (true) {
            int length = in.get() & 0xff;
            if (length == 0) {
                return out.toString();
            }
            if (length >= 0xc0) {
                in.get();
                return out.toString();
            }
            byte[] label = new byte[length];
            in.get(label);
            out.append(out.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
        }
    }
}
