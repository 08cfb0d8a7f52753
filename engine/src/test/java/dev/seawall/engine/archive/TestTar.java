package dev.seawall.engine.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives byte by byte, well-formed or not. */
public final class TestTar {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A regular file of mode 0644. */
    public TestTar file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public TestTar file(String path, byte[] content) {
        return entry('0', path, "", content.length, 0644).raw(content).pad();
    }

    public TestTar directory(String path) {
        return entry('5', path + "/", "", 0, 0755);
    }

    public TestTar symlink(String path, String target) {
        return entry('2', path, target, 0, 0777);
    }

    public TestTar hardlink(String path, String target) {
        return entry('1', path, target, 0, 0644);
    }

    /** PAX records before the next entry. */
    public TestTar pax(String... keyValues) {
        return records('x', keyValues);
    }

    public TestTar globalPax(String... keyValues) {
        return records('g', keyValues);
    }

    private TestTar records(char type, String... keyValues) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < keyValues.length; i += 2) {
            String body = " " + keyValues[i] + "=" + keyValues[i + 1] + "\n";
            int size = body.getBytes(StandardCharsets.UTF_8).length;
            int digits = 1;
            while (String.valueOf(size + digits).length() > digits) {
                digits++;
            }
            all.append(size + digits).append(body);
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        return entry(type, "PaxHeaders/x", "", bytes.length, 0644).raw(bytes).pad();
    }

    /** GNU long name ('L') or long link ('K') of the next entry. */
    public TestTar gnuLong(char type, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        return entry(type, "././@LongLink", "", bytes.length, 0644).raw(bytes).pad();
    }

    /** Any header with a right checksum. */
    public TestTar entry(char type, String path, String link, long size, int mode) {
        byte[] header = header(type, path, link, size, mode);
        return raw(seal(header));
    }

    public static byte[] header(char type, String path, String link, long size, int mode) {
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
    public static byte[] seal(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    public static void octal(byte[] header, int at, int length, long value) {
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

    public TestTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public TestTar pad() {
        return raw(new byte[-out.size() & 511]);
    }

    /** The archive with its end marker. */
    public byte[] bytes() {
        raw(new byte[1024]);
        return out.toByteArray();
    }

    /** What was written so far, without an end marker. */
    public byte[] unfinished() {
        return out.toByteArray();
    }
}
