package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.TrustException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of CBOR (RFC 8949) that signatures need: definite lengths, whole numbers, no key twice, sixteen levels at
 * most. Everything else is refused.
 */
final class Cbor {
    private static final String STEP = "CBOR";
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ITEMS = 1_000;

    private final ByteBuffer in;

    private Cbor(byte[] content) {
        this.in = ByteBuffer.wrap(content);
    }

    /** An item. */
    sealed interface Item {}

    /** A whole number. */
    record Number(long value) implements Item {}

    /** A text. */
    record Text(String value) implements Item {}

    /** Bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] value) implements Item {}

    /** A list. */
    record Items(List<Item> values) implements Item {}

    /** A map; keys are numbers and texts. */
    record Pairs(Map<Item, Item> values) implements Item {}

    /** An item with a tag. */
    record Tagged(long tag, Item item) implements Item {}

    /** True, false, null or undefined, by their number. */
    record Simple(int number) implements Item {}

    /** Reads the one item that these bytes are. */
    static Item parse(byte[] content) throws TrustException {
        Cbor reader = new Cbor(content);
        try {
            Item item = reader.item(0);
            TrustException.require(!reader.in.hasRemaining(), STEP, "bytes follow the item");
            return item;
        } catch (BufferUnderflowException e) {
            throw new TrustException(STEP, "it ends too early", e);
        }
    }

    private Item item(int depth) throws TrustException {
        TrustException.require(depth < MAX_DEPTH, STEP, "it is nested too deeply");
        int head = in.get() & 0xff;
        int major = head >> 5;
        if (major == 7) {
            int number = head & 0x1f;
            TrustException.require(number >= 20 && number <= 23, STEP, "it holds something that is not expected");
            return new Simple(number);
        }
        long value = argument(head & 0x1f);
        return switch (major) {
            case 0 -> new Number(value);
            case 1 -> new Number(-1 - value);
            case 2 -> new Bytes(bytes(value));
            case 3 -> new Text(text(bytes(value)));
            case 4 -> items(value, depth);
            case 5 -> pairs(value, depth);
            default -> new Tagged(value, item(depth + 1));
        };
    }

    private long argument(int info) throws TrustException {
        long value =
                switch (info) {
                    case 24 -> in.get() & 0xffL;
                    case 25 -> in.getShort() & 0xffffL;
                    case 26 -> in.getInt() & 0xffff_ffffL;
                    case 27 -> in.getLong();
                    default -> info;
                };
        TrustException.require(info < 28 && value >= 0, STEP, "a length is indefinite or too large");
        return value;
    }

    private byte[] bytes(long length) throws TrustException {
        TrustException.require(length <= in.remaining(), STEP, "it ends too early");
        byte[] out = new byte[(int) length];
        in.get(out);
        return out;
    }

    private static String text(byte[] utf8) throws TrustException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new TrustException(STEP, "a text is no UTF-8", e);
        }
    }

    private Items items(long count, int depth) throws TrustException {
        TrustException.require(count <= MAX_ITEMS, STEP, "a list is too long");
        List<Item> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(item(depth + 1));
        }
        return new Items(List.copyOf(out));
    }

    private Pairs pairs(long count, int depth) throws TrustException {
        TrustException.require(count <= MAX_ITEMS, STEP, "a map is too long");
        Map<Item, Item> out = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Item key = item(depth + 1);
            TrustException.require(key instanceof Number || key instanceof Text, STEP, "a key is no number or text");
            TrustException.require(out.put(key, item(depth + 1)) == null, STEP, "a key is there twice");
        }
        return new Pairs(out);
    }

    /** The list that COSE signs for one signer (RFC 9052 §4.4). */
    static byte[] signedStructure(byte[] protectedHeader, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x84);
        head(out, 3, 10);
        out.writeBytes("Signature1".getBytes(StandardCharsets.US_ASCII));
        head(out, 2, protectedHeader.length);
        out.writeBytes(protectedHeader);
        head(out, 2, 0);
        head(out, 2, payload.length);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static void head(ByteArrayOutputStream out, int major, int length) {
        if (length < 24) {
            out.write(major << 5 | length);
        } else if (length < 1 << 8) {
            out.write(major << 5 | 24);
            out.write(length);
        } else if (length < 1 << 16) {
            out.write(major << 5 | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            out.write(major << 5 | 26);
            out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        }
    }
}
