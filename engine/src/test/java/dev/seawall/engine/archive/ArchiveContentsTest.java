package dev.seawall.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives of every kind, in each other, and hostile ones. */
final class ArchiveContentsTest {
    private static final byte[] WORD = "treasure".getBytes(StandardCharsets.UTF_8);

    @Test
    void findsAFileInEveryKindOfArchive() throws IOException {
        assertEquals(Map.of("a/b", "treasure"), members("x.zip", zip("a/b", WORD)));
        assertEquals(Map.of("a/b", "treasure"), members("x.tar", tar("a/b", WORD)));
        assertEquals(Map.of("a/b", "treasure"), members("x.tgz", gzip(tar("a/b", WORD))));
        assertEquals(Map.of("x", "treasure"), members("x.gz", gzip(WORD)));
        assertEquals(Map.of("x", "treasure"), members("x.bz2", bzip2(WORD)));
        assertEquals(Map.of("x", "treasure"), members("x.xz", xz(WORD)));
        assertEquals(Map.of("a/b", "treasure"), members("x.7z", sevenZip("a/b", WORD)));
        assertEquals(Map.of("b", "treasure"), members("x.a", ar("b", WORD)));
        assertEquals(Map.of("a/b", "treasure"), members("x.cpio", cpio("a/b", WORD)));
        assertEquals(Map.of("a/b", "treasure"), members("x.cab", ArchiveSamples.cabinet("a\\b", WORD)));
    }

    @Test
    void namesThePathThroughNestedArchives() throws IOException {
        byte[] nested = zip("in/deep.tar.xz", xz(tar("d/e.7z", sevenZip("f", bzip2(WORD)))));
        Map<String, String> found = members("outer.gz", gzip(nested));
        assertEquals("treasure", found.get("outer!/in/deep.tar.xz!/d/e.7z!/f!/f"));
    }

    @Test
    void saysNothingOfAFileThatIsNoArchive() throws IOException {
        assertEquals(Map.of(), members("x.txt", WORD));
        assertEquals(List.of(), notes("x.txt", WORD));
    }

    @Test
    void stopsAtBombs() throws IOException {
        byte[] zeros = gzip(new byte[40 << 20]);
        assertTrue(notes("b.gz", zeros).getFirst().contains("larger than"), "one huge member");
        byte[] deep = WORD;
        for (int i = 0; i < 12; i++) {
            deep = gzip(deep);
        }
        assertTrue(notes("b.gz", deep).getFirst().contains("deep"), "nested too deep");
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(many)) {
            for (int i = 0; i < 40; i++) {
                zip.putNextEntry(new ZipEntry("n" + i));
                zip.write(new byte[8 << 20]);
            }
        }
        assertTrue(notes("b.zip", many.toByteArray()).getFirst().contains("unpacks to more than"), "too much together");
    }

    @Test
    void tellsWhatIsDamagedOrCut() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(gzip(tar("a", new byte[5000])), 60);
        assertEquals(1, notes("x.tgz", cut).size());
        byte[] zip = zip("a", WORD);
        assertEquals(
                1, notes("x.zip", java.util.Arrays.copyOf(zip, zip.length - 30)).size());
    }

    private static Map<String, String> members(String name, byte[] content) {
        Map<String, String> found = new TreeMap<>();
        List<String> notes = ArchiveContents.walk(
                name,
                new ArchiveSamples.Bytes(content),
                ArchiveContents.Limits.DEFAULT,
                (path, bytes) -> found.put(path, new String(bytes, StandardCharsets.UTF_8)));
        assertEquals(List.of(), notes);
        return found;
    }

    private static List<String> notes(String name, byte[] content) {
        List<String> seen = new ArrayList<>();
        return ArchiveContents.walk(
                name,
                new ArchiveSamples.Bytes(content),
                ArchiveContents.Limits.DEFAULT,
                (path, bytes) -> seen.add(path));
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    static byte[] tar(String name, byte[] content) {
        return new TestTar().file(name, content).bytes();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    static byte[] bzip2(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
            bzip2.write(content);
        }
        return out.toByteArray();
    }

    static byte[] xz(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
            xz.write(content);
        }
        return out.toByteArray();
    }

    static byte[] sevenZip(String name, byte[] content) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName(name);
            archive.putArchiveEntry(entry);
            archive.write(content);
            archive.closeArchiveEntry();
        }
        return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
    }

    static byte[] ar(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArArchiveOutputStream archive = new ArArchiveOutputStream(out)) {
            archive.putArchiveEntry(new ArArchiveEntry(name, content.length));
            archive.write(content);
            archive.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    static byte[] cpio(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream archive = new CpioArchiveOutputStream(out)) {
            CpioArchiveEntry entry = new CpioArchiveEntry(name);
            entry.setSize(content.length);
            archive.putArchiveEntry(entry);
            archive.write(content);
            archive.closeArchiveEntry();
        }
        return out.toByteArray();
    }
}
