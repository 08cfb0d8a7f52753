package dev.seawall.engine.ecosystem.rpmdb;

import dev.seawall.engine.files.MalformedFileException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One record of an SQLite table: a header of serial types, then the values. */
final class SqliteRow {
    private static final int MAX_COLUMNS = 100;

    private final byte[] record;
    private final List<Long> types = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    SqliteRow(byte[] record) throws MalformedFileException {
        this.record = record;
        ByteBuffer header = ByteBuffer.wrap(record);
        long end = varint(header);
        if (end > record.length) {
            throw new MalformedFileException("a record header outside its record");
        }
        long at = end;
        while (header.position() < end && types.size() < MAX_COLUMNS) {
            long type = varint(header);
            types.add(type);
            starts.add((int) Math.min(at, record.length));
            at = Math.min(at + size(type), Integer.MAX_VALUE);
        }
        if (at > record.length) {
            throw new MalformedFileException("a value outside its record");
        }
    }

    private static long size(long type) throws MalformedFileException {
        if (type >= 12) {
            return (type - 12) / 2;
        }
        return switch ((int) type) {
            case 0, 8, 9 -> 0;
            case 1, 2, 3, 4 -> type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> throw new MalformedFileException("a value of unknown type");
        };
    }

    byte[] blob(int column) throws MalformedFileException {
        if (column >= types.size() || types.get(column) < 12) {
            throw new MalformedFileException("a record without its value");
        }
        int start = starts.get(column);
        return Arrays.copyOfRange(record, start, start + (int) size(types.get(column)));
    }

    String text(int column) throws MalformedFileException {
        boolean text = column < types.size() && types.get(column) >= 12;
        return text ? SqliteTables.utf8(blob(column)) : "";
    }

    long integer(int column) throws MalformedFileException {
        if (column >= types.size()) {
            throw new MalformedFileException("a record without its value");
        }
        long type = types.get(column);
        if (type == 8 || type == 9) {
            return type - 8;
        }
        long value = 0;
        for (int i = 0; i < size(type) && type <= 6; i++) {
            value = (value << 8) | Byte.toUnsignedInt(record[starts.get(column) + i]);
        }
        return value;
    }

    /** A number of 1 to 9 bytes, seven bits each but the ninth. */
    static long varint(ByteBuffer in) throws MalformedFileException {
        try {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                byte b = in.get();
                value = (value << 7) | (b & 0x7f);
                if (b >= 0) {
                    return value;
                }
            }
            return (value << 8) | Byte.toUnsignedInt(in.get());
        } catch (BufferUnderflowException e) {
            throw new MalformedFileException("a number outside its page", e);
        }
    }
}
