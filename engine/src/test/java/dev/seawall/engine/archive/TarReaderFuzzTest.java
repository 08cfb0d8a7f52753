package dev.seawall.engine.archive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated archives end in entries or in an IOException, with every path inside the root. */
final class TarReaderFuzzTest {
    private static final long SECONDS = Long.getLong("seawall.fuzz.seconds", 2);

    private static final List<byte[]> CORPUS = List.of(
            new TestTar()
                    .directory("a")
                    .file("a/b", "hello")
                    .symlink("l", "../a")
                    .hardlink("h", "a/b")
                    .bytes(),
            new TestTar()
                    .gnuLong('L', "n".repeat(200))
                    .gnuLong('K', "t".repeat(200))
                    .symlink("s", "t")
                    .bytes(),
            new TestTar()
                    .globalPax("uid", "5")
                    .pax("path", "p/q", "size", "4", "mtime", "1.5")
                    .file("x", "abcd")
                    .bytes(),
            new TestTar()
                    .pax("GNU.sparse.size", "9", "GNU.sparse.map", "2,2,6,2")
                    .file("s", "AABB")
                    .bytes(),
            new TestTar()
                    .pax("GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.realsize", "10")
                    .file("s", "1\n2\n2\n" + "\0".repeat(506) + "AA")
                    .bytes());

    @Test
    void mutantsNeverEscapeOrCrash() throws IOException {
        Random random = new Random(7);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        int entries = 0;
        while (System.nanoTime() < end) {
            byte[] tar = CORPUS.get(random.nextInt(CORPUS.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                tar[random.nextInt(tar.length)] = (byte) random.nextInt();
            }
            for (int at = 0; at + 512 <= tar.length && random.nextInt(4) > 0; at += 512) {
                byte[] header = java.util.Arrays.copyOfRange(tar, at, at + 512);
                if (header[257] == 'u') {
                    System.arraycopy(TestTar.seal(header), 0, tar, at, 512);
                }
            }
            entries += walk(tar);
        }
        assertTrue(entries > 100, "some mutants must be readable, or the test proves nothing");
    }

    private static int walk(byte[] tar) {
        int entries = 0;
        try (TarReader reader = new TarReader(new ByteArrayInputStream(tar))) {
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                String path = entry.file().path();
                assertFalse(path.startsWith("/") || List.of(path.split("/", -1)).contains(".."), path);
                InputStream content = reader.content();
                byte[] piece = new byte[4096];
                for (int i = 0; i < 1000 && content.read(piece, 0, piece.length) >= 0; i++) {}
                entries++;
            }
        } catch (IOException e) {
            return entries;
        }
        return entries;
    }
}
