package dev.seawall.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives byte by byte, well-formed or not. */
final class TestTar {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A regular file of mode 0644. */
    TestTar file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    TestTar file(String path, byte[] content) {
        return entry('0', path, "", content.length, 0644).raw(content).pad();
    }

    TestTar directory(String path) {
        return entry('5', path + "/", "", 0, 0755);
    }

    TestTar symlink(String path, String target) {
        return entry('2', path, target, 0, 0777);
    }

    TestTar hardlink(String path, String target) {
        return entry('1', path, target, 0, 0644);
    }

    /** Any header with a right checksum. */
    TestTar entry(char type, String path, String link, long size, int mode) {
        byte[] header = header(type, path, link, size, mode);
        return raw(seal(header));
    }

    private static byte[] header(char type, String path, String link, long size, int mode) {
        byte[] header = new byte[512];
        put(header, 0, path.getBytes(StandardCharsets.UTF_8), 100);
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 1_600_000_000);
        header[156] = (byte) type;
        put(header, 157, link.getBytes(StandardCharsets.UTF_8), 100);
        put(header, 257, "ustar\00000".getBytes(StandardCharsets.UTF_8), 8);
        return header;
    }

    /** Sets the checksum. */
    private static byte[] seal(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    private static void octal(byte[] header, int at, int length, long value) {
        long left = value;
        for (int i = at + length - 2; i >= at; i--) {
            header[i] = (byte) ('0' + (left & 7));
            left >>>= 3;
        }
        header[at + length - 1] = 0;
    }

    private static void put(byte[] header, int at, byte[] bytes, int most) {
        System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, most));
    }

    TestTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    TestTar pad() {
        return raw(new byte[-out.size() & 511]);
    }

    /** The archive with its end marker. */
    byte[] bytes() {
        raw(new byte[1024]);
        return out.toByteArray();
    }

    /** What was written so far, without an end marker. */
    byte[] unfinished() {
        return out.toByteArray();
    }
}
