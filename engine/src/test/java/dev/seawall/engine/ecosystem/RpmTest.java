package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RpmTest {
    private static final List<String> BUILT = List.of(
            "bash 4.2.46-31.el7",
            "nodejs 1:12.22.3-2.module_el8.4.0",
            "openssl 1:1.0.2k-16.el7",
            "openssl-libs 1:1.0.2k-16.el7",
            "tzdata 2024a-1.el7");

    private static Reading read(String path, byte[] database) throws IOException {
        return new MemoryFiles().with(path, database).readAll(new Rpm());
    }

    private static List<String> names(Reading reading) {
        return reading.packages().stream()
                .map(p -> p.name() + " " + p.version())
                .sorted()
                .toList();
    }

    @Test
    void readsTheSqliteDatabaseOfRpm418() throws IOException {
        assertEquals(BUILT, names(read("usr/lib/sysimage/rpm/rpmdb.sqlite", RpmFixtures.resource("rpmdb.sqlite"))));
    }

    @Test
    void readsBerkeleyDatabasesOfBothByteOrders() throws IOException {
        assertEquals(BUILT, names(read("var/lib/rpm/Packages", RpmFixtures.resource("Packages"))));
        assertEquals(BUILT, names(read("var/lib/rpm/Packages", RpmFixtures.resource("Packages.big-endian"))));
    }

    @Test
    void readsNdb() throws IOException {
        byte[] database = RpmFixtures.ndb(List.of(
                RpmFixtures.header("libzypp", "17.31.0", "150400.3.1", 0),
                RpmFixtures.header("gpg-pubkey", "39db7c82", "5f68629b", 0),
                RpmFixtures.header("openssl", "1.1.0i", "lp151.8.3.1", 2)));
        assertEquals(
                List.of("libzypp 17.31.0-150400.3.1", "openssl 2:1.1.0i-lp151.8.3.1"),
                names(read("usr/lib/sysimage/rpm/Packages.db", database)));
    }

    @Test
    void theLogOfAnUnclosedDatabaseCounts() throws IOException {
        byte[] database = RpmFixtures.resource("unclosed.sqlite");
        Reading with = new MemoryFiles()
                .with("var/lib/rpm/rpmdb.sqlite", database)
                .with("var/lib/rpm/rpmdb.sqlite-wal", RpmFixtures.resource("unclosed.sqlite-wal"))
                .readAll(new Rpm());
        assertEquals(3, with.packages().size());
        assertEquals(List.of(), names(read("var/lib/rpm/rpmdb.sqlite", database)));
    }

    @Test
    void aPackageTellsItsSourceEpochModuleAndFiles() throws IOException {
        Reading reading = read("var/lib/rpm/Packages", RpmFixtures.resource("Packages"));
        Map<String, Package> byName = new Rpm()
                .resolve(reading.packages(), new Os("centos", "7", null, false)).stream()
                        .collect(Collectors.toMap(Package::name, p -> p));
        assertEquals(
                "pkg:rpm/centos/openssl-libs@1.0.2k-16.el7?arch=x86_64&distro=centos-7&epoch=1",
                byName.get("openssl-libs").purl());
        assertEquals("openssl", byName.get("openssl-libs").source().name());
        assertEquals("1:1.0.2k-16.el7", byName.get("openssl-libs").source().version());
        assertEquals("nodejs:12", byName.get("nodejs").qualifiers().get("rpmmod"));
        assertEquals(List.of("Public Domain"), byName.get("tzdata").licenses());
        Reading.OwnedFiles bash = reading.owned().stream()
                .filter(o -> o.packageName().equals("bash"))
                .findFirst()
                .orElseThrow();
        assertTrue(bash.paths().contains("usr/bin/bash"));
        assertFalse(bash.paths().contains("usr/share/bash"), "a directory is not owned");
    }

    @Test
    void readsTheManifestOfDistrolessAzureLinux() throws IOException {
        String manifest = "openssl-libs\t1.1.1k-15.cm2\t1\t2\tMicrosoft Corporation\t(none)\t4365048\tx86_64\t0\t"
                + "openssl-1.1.1k-15.cm2.src.rpm\n"
                + "vim\t9.0-1.cm2\t1\t2\tMicrosoft Corporation\t2\t45000\tx86_64\t2\tvim-9.0-1.cm2.src.rpm\n\n";
        Reading reading = new MemoryFiles()
                .with("var/lib/rpmmanifest/container-manifest-2", manifest)
                .readAll(new Rpm());
        assertEquals(List.of("openssl-libs 1.1.1k-15.cm2", "vim 2:9.0-1.cm2"), names(reading));
        assertEquals("openssl", reading.packages().getFirst().source().name());
    }

    @Test
    void refusesWhatIsNoDatabase() {
        assertRefused(new byte[16]);
        assertRefused(new byte[5]);
        assertRefused("SQLite format 3\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void refusesTruncatedDatabases() throws IOException {
        for (String name : List.of("Packages", "rpmdb.sqlite")) {
            byte[] whole = RpmFixtures.resource(name);
            assertRefused(Arrays.copyOf(whole, whole.length / 2));
        }
    }

    @Test
    void refusesOverflowPagesInACircle() throws IOException {
        byte[] database = RpmFixtures.resource("Packages");
        ByteBuffer pages = ByteBuffer.wrap(database).order(ByteOrder.LITTLE_ENDIAN);
        for (int page = 1; page < database.length / 4096; page++) {
            if (database[page * 4096 + 25] == 7) {
                pages.putInt(page * 4096 + 16, page);
            }
        }
        assertRefused(database);
    }

    @Test
    void refusesRecordsLargerThanTheDatabase() {
        byte[] database = RpmFixtures.ndb(List.of(RpmFixtures.header("a", "1", "1", 0)));
        ByteBuffer.wrap(database).order(ByteOrder.LITTLE_ENDIAN).putInt(4096 + 12, Integer.MAX_VALUE);
        assertRefused(database);
    }

    @Test
    void refusesTheSameBlobOverAndOver() {
        byte[] database = RpmFixtures.ndb(List.of(RpmFixtures.header("a".repeat(1000), "1", "1", 0)));
        ByteBuffer slots = ByteBuffer.wrap(database).order(ByteOrder.LITTLE_ENDIAN);
        for (int slot = 3; slot < 256; slot++) {
            slots.putInt(slot * 16 + 4, 1).putInt(slot * 16 + 8, 256);
        }
        assertRefused(database);
    }

    @Test
    void refusesTreePagesInACircle() throws IOException {
        byte[] database = RpmFixtures.resource("rpmdb.sqlite");
        ByteBuffer pages = ByteBuffer.wrap(database);
        int pageSize = Short.toUnsignedInt(pages.getShort(16));
        for (int page = 1; page < database.length / pageSize; page++) {
            int start = page * pageSize;
            pages.put(start, (byte) 5).putShort(start + 3, (short) 0).putInt(start + 8, page + 1);
        }
        assertRefused(database);
    }

    private static void assertRefused(byte[] database) {
        for (String name : List.of("Packages", "Packages.db", "rpmdb.sqlite")) {
            assertThrows(MalformedFileException.class, () -> read("var/lib/rpm/" + name, database), name);
        }
    }
}
