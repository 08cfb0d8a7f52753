package dev.seawall.engine.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TarReaderTest {
    private static TarReader reader(byte[] tar) {
        return new TarReader(new ByteArrayInputStream(tar));
    }

    private static TarEntry only(byte[] tar) throws IOException {
        try (TarReader reader = reader(tar)) {
            TarEntry entry = reader.next();
            assertNotNull(entry);
            return entry;
        }
    }

    private static List<String> paths(byte[] tar) throws IOException {
        List<String> paths = new ArrayList<>();
        try (TarReader reader = reader(tar)) {
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                paths.add(entry.file().path());
            }
        }
        return paths;
    }

    @Test
    void readsPlainEntriesWithTheirContent() throws IOException {
        byte[] tar = new TestTar()
                .directory("a")
                .file("a/b", "hello")
                .symlink("l", "a/b")
                .hardlink("h", "./a/b")
                .bytes();
        try (TarReader reader = reader(tar)) {
            assertEquals(FileEntry.Kind.DIRECTORY, entry(reader).file().kind());
            TarEntry file = entry(reader);
            assertEquals(5, file.file().sizeBytes());
            assertEquals(0644, file.file().mode());
            assertArrayEquals(
                    "hello".getBytes(StandardCharsets.UTF_8), reader.content().readAllBytes());
            assertEquals("a/b", entry(reader).file().linkTarget());
            assertEquals("a/b", entry(reader).file().linkTarget());
            assertNull(reader.next());
        }
    }

    private static TarEntry entry(TarReader reader) throws IOException {
        TarEntry entry = reader.next();
        assertNotNull(entry);
        return entry;
    }

    @Test
    void pathsNeverLeaveTheRoot() throws IOException {
        byte[] tar = new TestTar()
                .file("/etc/passwd", "")
                .file("../../etc/shadow", "")
                .file("./a/./b//c", "")
                .file("a/../../x", "")
                .directory(".")
                .bytes();
        assertEquals(List.of("etc/passwd", "etc/shadow", "a/b/c", "x", ""), paths(tar));
        assertNotNull(only(new TestTar().file("../x", "").bytes()).complaint());
    }

    @Test
    void namesThatAreNoTextAreSpelledOut() throws IOException {
        byte[] header = TestTar.header('0', "x", "", 0, 0644);
        header[0] = (byte) 0xff;
        header[1] = 'a';
        assertEquals(
                "\\xffa",
                only(new TestTar().raw(TestTar.seal(header)).bytes()).file().path());
        assertEquals(
                "caf\u00e9",
                only(new TestTar().file("caf\u00e9", "").bytes()).file().path());
        assertEquals(
                "a\\x00b",
                only(new TestTar().pax("path", "a\0b").file("x", "").bytes())
                        .file()
                        .path());
    }

    @Test
    void longNamesOfBothKinds() throws IOException {
        String name = "d/" + "n".repeat(300);
        byte[] gnu = new TestTar()
                .gnuLong('L', name)
                .gnuLong('K', name)
                .symlink("short", "short")
                .bytes();
        assertEquals(name, only(gnu).file().path());
        assertEquals(name, only(gnu).file().linkTarget());
        byte[] pax = new TestTar()
                .pax("path", name, "linkpath", "t")
                .symlink("s", "s")
                .file("next", "")
                .bytes();
        assertEquals(List.of(name, "next"), paths(pax));
    }

    @Test
    void ustarPrefixesJoinTheName() throws IOException {
        byte[] header = TestTar.header('0', "name", "", 0, 0644);
        System.arraycopy("pre/fix".getBytes(StandardCharsets.UTF_8), 0, header, 345, 7);
        assertEquals(
                "pre/fix/name",
                only(new TestTar().raw(TestTar.seal(header)).bytes()).file().path());
    }

    @Test
    void paxSizesAndTimesOverrideTheHeader() throws IOException {
        byte[] tar = new TestTar()
                .globalPax("uid", "77", "mtime", "12.5")
                .pax("size", "3", "mtime", "-4.25")
                .entry('0', "x", "", 0, 0600)
                .raw("abc".getBytes(StandardCharsets.UTF_8))
                .pad()
                .file("y", "")
                .bytes();
        try (TarReader reader = reader(tar)) {
            TarEntry first = entry(reader);
            assertEquals(3, first.file().sizeBytes());
            assertEquals(-4, first.file().modifiedSeconds());
            assertEquals(77, first.file().uid());
            assertEquals(12, entry(reader).file().modifiedSeconds());
        }
    }

    @Test
    void binaryNumbers() throws IOException {
        byte[] header = TestTar.header('0', "x", "", 0, 0644);
        Arrays.fill(header, 136, 148, (byte) 0xff);
        header[108] = (byte) 0x80;
        Arrays.fill(header, 109, 112, (byte) 0);
        header[112] = 0x12;
        Arrays.fill(header, 113, 116, (byte) 0);
        FileEntry file = only(new TestTar().raw(TestTar.seal(header)).bytes()).file();
        assertEquals(-1, file.modifiedSeconds());
        assertEquals(0x12000000, file.uid());
    }

    @Test
    void sparseFilesOfEveryFormat() throws IOException {
        byte[] stored = "AABB".getBytes(StandardCharsets.UTF_8);
        byte[] expected = new byte[10];
        expected[2] = 'A';
        expected[3] = 'A';
        expected[6] = 'B';
        expected[7] = 'B';
        byte[] old = TestTar.header('S', "s", "", 4, 0644);
        Arrays.fill(old, 345, 512, (byte) 0);
        sparse(old, 386, 2, 2);
        sparse(old, 410, 6, 2);
        TestTar.octal(old, 483, 12, 10);
        assertContent(
                expected, new TestTar().raw(TestTar.seal(old)).raw(stored).pad().bytes());
        assertContent(
                expected,
                new TestTar()
                        .pax("GNU.sparse.size", "10", "GNU.sparse.numblocks", "2", "GNU.sparse.map", "2,2,6,2")
                        .file("s", stored)
                        .bytes());
        assertContent(
                expected,
                new TestTar()
                        .pax(
                                "GNU.sparse.size",
                                "10",
                                "GNU.sparse.offset",
                                "2",
                                "GNU.sparse.numbytes",
                                "2",
                                "GNU.sparse.offset",
                                "6",
                                "GNU.sparse.numbytes",
                                "2")
                        .file("s", stored)
                        .bytes());
        byte[] map = Arrays.copyOf("2\n2\n2\n6\n2\n".getBytes(StandardCharsets.UTF_8), 516);
        System.arraycopy(stored, 0, map, 512, 4);
        byte[] newest = new TestTar()
                .pax(
                        "GNU.sparse.major",
                        "1",
                        "GNU.sparse.minor",
                        "0",
                        "GNU.sparse.name",
                        "real",
                        "GNU.sparse.realsize",
                        "10")
                .file("GNUSparseFile.0/s", map)
                .bytes();
        assertContent(expected, newest);
        assertEquals("real", only(newest).file().path());
    }

    private static void sparse(byte[] header, int at, long offset, long length) {
        TestTar.octal(header, at, 12, offset);
        TestTar.octal(header, at + 12, 12, length);
    }

    private static void assertContent(byte[] expected, byte[] tar) throws IOException {
        try (TarReader reader = reader(tar)) {
            assertEquals(expected.length, entry(reader).file().sizeBytes());
            assertArrayEquals(expected, reader.content().readAllBytes());
            assertNull(reader.next());
        }
    }

    @Test
    void aLyingSizeEndsTheWalkAndKeepsWhatWasRead() throws IOException {
        byte[] tar = new TestTar()
                .file("good", "1")
                .entry('0', "liar", "", 1L << 32, 0644)
                .bytes();
        try (TarReader reader = reader(tar)) {
            assertEquals("good", entry(reader).file().path());
            assertEquals(1L << 32, entry(reader).file().sizeBytes());
            assertThrows(MalformedFileException.class, reader::next);
        }
    }

    @Test
    void hostileHeadersAreRefused() {
        assertRefused(new TestTar().entry('x', "x", "", 1L << 30, 0644).bytes());
        assertRefused(
                new TestTar().gnuLong('L', "n".repeat(100_000)).file("x", "").bytes());
        assertRefused(new TestTar().pax("size", "-5").file("x", "").bytes());
        assertRefused(new TestTar()
                .pax("GNU.sparse.size", "5", "GNU.sparse.map", "0,9")
                .file("x", "")
                .bytes());
        byte[] wrongSum = TestTar.header('0', "x", "", 0, 0644);
        assertRefused(new TestTar().raw(wrongSum).bytes());
        assertRefused(Arrays.copyOf(new TestTar().file("x", "y".repeat(900)).bytes(), 700));
        assertRefused("this is no tar at all".repeat(100).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] tar) {
        assertThrows(MalformedFileException.class, () -> {
            try (TarReader reader = reader(tar)) {
                while (reader.next() != null) {
                    reader.content().transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
        });
    }

    @Test
    void devicesAndUnknownTypesAreListedNotRead() throws IOException {
        byte[] tar = new TestTar()
                .entry('3', "dev/null", "", 0, 0666)
                .entry('6', "fifo", "", 0, 0666)
                .entry('Z', "odd", "", 3, 0644)
                .raw("abc".getBytes(StandardCharsets.UTF_8))
                .pad()
                .file("after", "")
                .bytes();
        assertEquals(List.of("dev/null", "fifo", "odd", "after"), paths(tar));
    }

    @Test
    void compressionIsToldByTheFirstBytes() throws IOException {
        byte[] tar = new TestTar().file("x", "1").bytes();
        byte[] zstd = com.github.luben.zstd.Zstd.compress(tar);
        for (byte[] stored : List.of(tar, zstd, gzip(tar))) {
            try (InputStream in = Decompression.open(new ByteArrayInputStream(stored))) {
                assertArrayEquals(tar, in.readAllBytes());
            }
        }
        assertThrows(IOException.class, () -> Decompression.open(
                        new ByteArrayInputStream(Arrays.copyOf(zstd, zstd.length - 3)))
                .readAllBytes());
        assertTrue(Decompression.open(InputStream.nullInputStream()).readAllBytes().length == 0);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
