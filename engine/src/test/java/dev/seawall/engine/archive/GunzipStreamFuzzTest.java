package dev.seawall.engine.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.files.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our inflate and the JDK's zlib must agree on every input: same bytes, or both refuse. */
final class GunzipStreamFuzzTest {
    private static final long SECONDS = Long.getLong("seawall.fuzz.seconds", 2);
    private final Random random = new Random(20261125);

    @Test
    void whatZlibWritesIsReadBack() throws IOException {
        long end = System.nanoTime() + SECONDS * 500_000_000L;
        int rounds = 0;
        while (System.nanoTime() < end || rounds < 50) {
            byte[] plain = plain();
            byte[] deflated = deflate(plain);
            assertArrayEquals(plain, gunzip(wrap(deflated, plain)), "round " + rounds);
            rounds++;
        }
    }

    @Test
    void damagedDataIsRefusedExactlyWhereZlibRefusesIt() throws IOException {
        long end = System.nanoTime() + SECONDS * 500_000_000L;
        int rounds = 0;
        int accepted = 0;
        while (System.nanoTime() < end || rounds < 200) {
            byte[] deflated = deflate(Arrays.copyOf(plain(), 1 + random.nextInt(3000)));
            mutate(deflated);
            byte[] expected = inflate(deflated);
            byte[] actual = inflateOurs(deflated);
            assertEquals(expected == null, actual == null, "round " + rounds);
            if (expected != null && actual != null) {
                accepted++;
                assertArrayEquals(expected, actual, "round " + rounds);
            }
            rounds++;
        }
        assertTrue(accepted > 0, "some mutants must stay valid, or the test proves nothing");
    }

    @Test
    void randomBlockHeadersAreJudgedAsByZlib() throws IOException {
        long end = System.nanoTime() + SECONDS * 500_000_000L;
        int rounds = 0;
        while (System.nanoTime() < end || rounds < 1000) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            noise[0] = (byte) (noise[0] & 0xf8 | 1 | random.nextInt(3) << 1);
            byte[] expected = inflate(noise);
            byte[] actual = inflateOurs(noise);
            assertEquals(expected == null, actual == null, "round " + rounds);
            if (expected != null && actual != null) {
                assertArrayEquals(expected, actual);
            }
            rounds++;
        }
    }

    private byte[] plain() {
        byte[] plain = new byte[random.nextInt(400_000)];
        int symbols = 1 + random.nextInt(256);
        int at = 0;
        while (at < plain.length) {
            int run = Math.min(plain.length - at, 1 + random.nextInt(500));
            int distance = at == 0 ? 0 : random.nextInt(Math.min(at, 40_000));
            for (int i = 0; i < run; i++) {
                plain[at] = distance > 0 && run > 20 ? plain[at - distance] : (byte) random.nextInt(symbols);
                at++;
            }
        }
        return plain;
    }

    private byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater(random.nextInt(10), true)) {
            deflater.setStrategy(random.nextInt(3));
            deflater.setInput(plain);
            deflater.finish();
            return drain(deflater);
        }
    }

    private static byte[] drain(Deflater deflater) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        return out.toByteArray();
    }

    private void mutate(byte[] bytes) {
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextBoolean() ? random.nextInt(Math.min(bytes.length, 80)) : random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** What zlib makes of a raw deflate stream; null where it refuses or wants more. */
    private static byte @Nullable [] inflate(byte[] deflated) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return null;
                }
                out.write(piece, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return null;
        }
    }

    private static byte @Nullable [] inflateOurs(byte[] deflated) throws IOException {
        Inflate inflate = new Inflate(new DeflateInput(new ByteArrayInputStream(deflated)));
        byte[] out = new byte[1 << 16];
        int end = 0;
        try {
            while (!inflate.done()) {
                if (out.length - end < 70_000) {
                    out = Arrays.copyOf(out, out.length * 2 + 70_000);
                }
                end = inflate.decode(out, Math.max(0, end - Inflate.WINDOW), end, end + 65_000);
            }
        } catch (MalformedFileException e) {
            return null;
        }
        return Arrays.copyOf(out, end);
    }

    static byte[] wrap(byte[] deflated, byte[] plain) {
        CRC32 crc = new CRC32();
        crc.update(plain);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        out.writeBytes(deflated);
        for (long number : new long[] {crc.getValue(), plain.length}) {
            for (int shift = 0; shift < 32; shift += 8) {
                out.write((int) (number >>> shift));
            }
        }
        return out.toByteArray();
    }

    private byte[] gunzip(byte[] gzip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1 + random.nextInt(200_000)];
        try (GunzipStream in = new GunzipStream(new ByteArrayInputStream(gzip))) {
            int count = in.read(piece, 0, piece.length);
            while (count >= 0) {
                out.write(piece, 0, count);
                count = in.read(piece, 0, piece.length);
            }
        }
        return out.toByteArray();
    }
}
