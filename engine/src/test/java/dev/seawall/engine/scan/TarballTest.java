package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.archive.TestTar;
import dev.seawall.engine.image.ResolvedTarget.TarballTarget;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.image.TargetResolver;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.net.RegistryOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** File systems in a tar: read as the folder they were packed from, whatever compresses them; damaged ones refused. */
final class TarballTest {
    private static final String STATUS =
            "P:musl\nV:1.1.24-r0\nA:x86_64\no:musl\n\nP:busybox\nV:1.31.1-r9\nA:x86_64\no:busybox\n\n";

    @TempDir
    private Path temp;

    private interface Packing {
        OutputStream open(OutputStream target) throws IOException;
    }

    private static final Map<String, Packing> PACKINGS = Map.of(
            "tar", target -> target,
            "gz", GZIPOutputStream::new,
            "zst", ZstdOutputStream::new,
            "xz", target -> new XZOutputStream(target, new LZMA2Options(0)),
            "bz2", BZip2CompressorOutputStream::new);

    private static byte[] root() {
        return new TestTar()
                .directory(".")
                .directory("./etc")
                .file("./etc/os-release", "ID=alpine\nVERSION_ID=3.11.13\n")
                .file("./lib/apk/db/installed", STATUS)
                .hardlink("./srv/package-lock.json", "./srv/data")
                .file("./srv/.wh.kept", "not a whiteout here")
                .symlink("./loop", "./loop")
                .entry('3', "./dev/sda", "", 0, 0600)
                .file("/../../escape/requirements.txt", "flask==1.0\n")
                .bytes();
    }

    private String packed(byte[] tar, String how) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Packing packing = PACKINGS.get(how);
        assertTrue(packing != null, how);
        try (OutputStream stream = packing.open(out)) {
            stream.write(tar);
        }
        return Files.write(temp.resolve("root." + how), out.toByteArray()).toString();
    }

    private static Report scan(String target, ScanOptions options) {
        SourceOptions source = SourceOptions.of(RegistryOptions.of(Map.of())).withOffline(true);
        ScanRequest request =
                new ScanRequest(target, options, source, MatchOptions.DEFAULT, LocalDate.of(2026, 11, 25));
        try (Advisories advisories = Advisories.starter()) {
            return new Scanner(met -> advisories, Progress.NONE).scan(request);
        }
    }

    private static Report scan(String target) {
        return scan(target, ScanOptions.defaults());
    }

    @Test
    void everyCompressionGivesTheSameFileSystem() throws IOException {
        for (String how : PACKINGS.keySet()) {
            Report report = scan(packed(root(), how));
            assertEquals(Target.Kind.FILESYSTEM, report.target().kind(), how);
            assertEquals("3.11.13", report.target().os().version(), how);
            assertEquals(
                    List.of("busybox", "flask", "musl"),
                    report.packages().stream().map(Package::name).sorted().toList(),
                    how);
        }
    }

    @Test
    void aTarballIsWhatItsFolderIs() throws IOException {
        Path etc = Files.createDirectories(temp.resolve("folder/etc"));
        Files.writeString(etc.resolve("os-release"), "ID=alpine\nVERSION_ID=3.11.13\n");
        Path database = Files.createDirectories(temp.resolve("folder/lib/apk/db"));
        Files.writeString(database.resolve("installed"), STATUS);
        byte[] tar = new TestTar()
                .file("etc/os-release", "ID=alpine\nVERSION_ID=3.11.13\n")
                .file("lib/apk/db/installed", STATUS)
                .bytes();
        Report folder = scan(temp.resolve("folder").toString());
        Report tarball = scan(packed(tar, "gz"));
        assertEquals(folder.packages(), tarball.packages());
        assertEquals(
                folder.findings().stream().map(each -> each.fingerprint()).toList(),
                tarball.findings().stream().map(each -> each.fingerprint()).toList());
    }

    @Test
    void aTarOfAProjectIsOneTooAndArchiveMayBeSaid() throws IOException {
        String file = packed(
                new TestTar().file("app/requirements.txt", "flask==1.0\n").bytes(), "gz");
        assertEquals("flask", scan(file).packages().getFirst().name());
        assertEquals("flask", scan("archive:" + file).packages().getFirst().name());
        assertInstanceOf(TarballTarget.class, TargetResolver.resolve(file));
    }

    @Test
    void aCutOrBrokenOneIsRefusedWithWords() throws IOException {
        Random random = new Random(7);
        for (String how : PACKINGS.keySet()) {
            byte[] whole = Files.readAllBytes(Path.of(packed(root(), how)));
            for (int i = 0; i < 40; i++) {
                byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length - (how.equals("tar") ? 1_025 : 1)));
                refuse(Files.write(temp.resolve("cut"), cut), how + " cut to " + cut.length);
                byte[] broken = whole.clone();
                broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
                survive(Files.write(temp.resolve("broken"), broken));
            }
        }
    }

    private static void refuse(Path file, String what) {
        try {
            assertEquals("", scan(file.toString()).files().getFirst().path(), what);
        } catch (SeawallException refused) {
            assertTrue(refused.getMessage().startsWith("Tried to "), refused.getMessage());
        }
    }

    private static void survive(Path file) {
        try {
            scan(file.toString());
        } catch (SeawallException refused) {
            assertTrue(refused.getMessage().startsWith("Tried to "), refused.getMessage());
        }
    }

    @Test
    void boundsHold() throws IOException {
        TestTar many = new TestTar().directory("etc");
        for (int i = 0; i < 50; i++) {
            many.file("etc/" + i, "x".repeat(1_000));
        }
        String file = packed(many.bytes(), "gz");
        ScanOptions.Limits few = new ScanOptions.Limits(1 << 20, 1 << 20, 10, 20, 1 << 30, 400);
        ScanOptions.Limits small = new ScanOptions.Limits(1 << 20, 1 << 20, 10, 1_000, 20_000, 400);
        for (ScanOptions.Limits limits : List.of(few, small)) {
            assertThrows(
                    SeawallException.class,
                    () -> scan(file, ScanOptions.defaults().withLimits(limits)));
        }
    }

    @Test
    void nothingIsWrittenBeside() throws IOException {
        Path own = Files.createDirectories(temp.resolve("own"));
        Path file = Files.write(own.resolve("root.tar"), root());
        scan(file.toString());
        try (Stream<Path> files = Files.walk(temp)) {
            assertEquals(List.of(file), files.filter(Files::isRegularFile).toList());
        }
    }
}
