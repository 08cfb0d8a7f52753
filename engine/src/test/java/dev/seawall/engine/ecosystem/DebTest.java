package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DebTest {
    private static final Os BOOKWORM = new Os("debian", "12", "bookworm", false);

    private static List<String> names(Reading reading) {
        return reading.packages().stream()
                .map(p -> p.name() + " " + p.version())
                .toList();
    }

    @Test
    void onlyInstalledPackagesCount() throws IOException {
        Reading reading = new MemoryFiles().with("var/lib/dpkg/status", """
                        Package: there
                        Status: install ok installed
                        Version: 1:2.0-1+b1
                        Architecture: amd64
                        Source: origin (1:2.0-1)

                        Package: half
                        Status: install ok unpacked
                        Version: 1

                        Package: removed
                        Status: deinstall ok config-files
                        Version: 1

                        Package: never
                        Status: unknown ok not-installed
                        """).readAll(new Deb());
        assertEquals(List.of("there 1:2.0-1+b1", "half 1"), names(reading));
        Package there = new Deb().resolve(reading.packages(), BOOKWORM).getFirst();
        assertEquals(new SourcePackage("origin", "1:2.0-1"), there.source());
        assertEquals("pkg:deb/debian/there@1:2.0-1%2Bb1?arch=amd64&distro=debian-12", there.purl());
        assertEquals(1, there.line());
        assertEquals(
                List.of(new AdvisoryKey("Debian:12", "origin", "1:2.0-1")), new Deb().advisoryKeys(there, BOOKWORM));
    }

    @Test
    void aContinuationIsNoField() throws IOException {
        Reading reading = new MemoryFiles()
                .with("var/lib/dpkg/status", "Package: a\nVersion: 1\nDescription: x\n Version: 2\n\tPackage: b\n")
                .readAll(new Deb());
        assertEquals(List.of("a 1"), names(reading));
    }

    @Test
    void distrolessImagesHaveOneFilePerPackage() throws IOException {
        Reading reading = new MemoryFiles()
                .with(
                        "var/lib/dpkg/status.d/libssl1",
                        "Package: libssl1.1\nVersion: 1.1.0k-1~deb9u1\nSource: openssl\n")
                .with("var/lib/dpkg/status.d/libssl1.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/lib/libssl.so\n")
                .readAll(new Deb());
        assertEquals(List.of("libssl1.1 1.1.0k-1~deb9u1"), names(reading));
        assertEquals(List.of(new Reading.OwnedFiles("libssl1.1", List.of("usr/lib/libssl.so"))), reading.owned());
    }

    @Test
    void ownedFilesLeaveOutDirectoriesAndTheArchitecture() throws IOException {
        Reading reading = new MemoryFiles()
                .with("var/lib/dpkg/info/libc6:amd64.list", "/.\n/lib\n/lib/ld.so\n/usr\n/usr/bin\n/usr/bin/ldd\n")
                .with("var/lib/dpkg/info/libc6:amd64.md5sums", "d41d8cd98f00b204e9800998ecf8427e  lib/ld.so\n")
                .readAll(new Deb());
        assertEquals(
                List.of(new Reading.OwnedFiles("libc6", List.of("lib/ld.so", "usr/bin/ldd", "usr/lib/ld.so"))),
                reading.owned());
    }

    @Test
    void licencesComeFromTheCopyrightFile() throws IOException {
        Reading reading = new MemoryFiles()
                .with("var/lib/dpkg/status", "Package: a\nVersion: 1\n")
                .with("usr/share/doc/a/copyright", """
                        Files: *
                        License: GPL-2+ or MIT
                         long text

                        License: Apache-2.0

                        On Debian systems see /usr/share/common-licenses/GPL-2.
                        """)
                .readAll(new Deb());
        assertEquals(
                List.of("Apache-2.0", "GPL-2", "GPL-2+", "MIT"),
                reading.packages().getFirst().licenses());
    }

    @Test
    void opkgIsReadLikeDpkgAndListedOnce() throws IOException {
        Reading reading = new MemoryFiles()
                .with("usr/lib/opkg/status", "Package: busybox\nVersion: 1.35.0-4\nStatus: install user installed\n")
                .with("usr/lib/opkg/info/busybox.control", "Package: busybox\nVersion: 1.35.0-4\nLicense: GPL-2.0\n")
                .with("usr/lib/opkg/info/busybox.list", "/bin/busybox\t0100755\n/bin/sh\t0120777\n")
                .readAll(new Deb());
        assertEquals(1, new Deb().resolve(reading.packages(), Os.NONE).size());
        assertEquals(
                List.of("bin/busybox", "bin/sh", "usr/bin/busybox", "usr/bin/sh"),
                reading.owned().getFirst().paths());
    }

    @Test
    void chiselledImagesHaveAManifest() throws IOException {
        String wall = """
                {"jsonwall":"1.0","schema":"1.0","count":3}
                {"kind":"package","name":"libc6","version":"2.39-0ubuntu8.7","sha256":"00","arch":"arm64"}
                {"kind":"path","path":"/usr/lib/","mode":"0755","slices":["libc6_libs"]}
                {"kind":"path","path":"/usr/lib/libc.so.6","mode":"0755","slices":["libc6_libs","base_x"]}
                """;
        byte[] plain = wall.getBytes(StandardCharsets.UTF_8);
        for (byte[] content : List.of(plain, Zstd.compress(plain))) {
            Reading reading = new MemoryFiles()
                    .with("var/lib/chisel/manifest.wall", content)
                    .readAll(new Deb());
            assertEquals(List.of("libc6 2.39-0ubuntu8.7"), names(reading));
            assertEquals(
                    List.of("usr/lib/libc.so.6"),
                    reading.owned().stream()
                            .filter(o -> o.packageName().equals("libc6"))
                            .findFirst()
                            .orElseThrow()
                            .paths());
        }
    }

    @Test
    void refusesWhatIsNoStatusFile() {
        MemoryFiles files = new MemoryFiles().with("var/lib/dpkg/status", "\0\0\0\0 binary");
        assertThrows(MalformedFileException.class, () -> files.readAll(new Deb()));
    }
}
