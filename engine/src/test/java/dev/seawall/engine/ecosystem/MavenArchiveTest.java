package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.files.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Java archives as builds make them, and as an attacker does. */
final class MavenArchiveTest {
    @Test
    void storedAndDeflatedInnerArchivesAreReadAtAnyDepth() throws IOException {
        byte[] inner = zip(true, Map.of("META-INF/maven/org.a/b/pom.properties", properties("org.a", "b", "1.0")));
        byte[] middle = zip(true, Map.of("lib/b.jar", inner));
        byte[] outer = zip(false, Map.of("BOOT-INF/lib/middle-2.jar", middle, "WEB-INF/lib/c-3.1.jar", inner));
        assertEquals(
                List.of(
                        "middle:middle 2 app.jar!/BOOT-INF/lib/middle-2.jar",
                        "org.a:b 1.0 app.jar!/BOOT-INF/lib/middle-2.jar!/lib/b.jar",
                        "org.a:b 1.0 app.jar!/WEB-INF/lib/c-3.1.jar"),
                read("app.jar", outer));
        assertEquals(
                3,
                read("app.war", zip(true, Map.of("a/middle-2.jar", middle, "b/c-3.1.jar", inner)))
                        .size());
    }

    @Test
    void shadedPackagesSayWhereInsideTheyLie() throws IOException {
        byte[] jar = zip(
                true,
                Map.of(
                        "META-INF/maven/org.me/app/pom.properties", properties("org.me", "app", "5"),
                        "META-INF/maven/org.log/log/pom.properties", properties("org.log", "log", "2.14.1")));
        assertEquals(
                List.of(
                        "org.log:log 2.14.1 x/app-5.jar!/META-INF/maven/org.log/log/pom.properties",
                        "org.me:app 5 x/app-5.jar"),
                read("x/app-5.jar", jar));
    }

    @Test
    void manifestAndNameAreTheLastResort() throws IOException {
        String manifest = "Manifest-Version: 1.0\r\nBundle-SymbolicName: org.sample.core\r\n"
                + "Implementation-Title: core\r\nImplementation-Version: 1.2.3\r\n\r\n";
        byte[] bundle = zip(true, Map.of("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("org.sample.core:core 1.2.3 core.jar"), read("core.jar", bundle));
        assertEquals(List.of("org.sample.core:core 1.4 core-1.4.jar"), read("core-1.4.jar", bundle));
        byte[] bare = zip(true, Map.of("a.class", new byte[0]));
        assertEquals(List.of("commons-io:commons-io 2.6 commons-io-2.6.jar"), read("commons-io-2.6.jar", bare));
        assertEquals(List.of("com.google.guava:guava 31.1-jre guava-31.1-jre.jar"), read("guava-31.1-jre.jar", bare));
        assertEquals(
                List.of("org.apache.felix:org.apache.felix.framework 7.0 org.apache.felix.framework-7.0.jar"),
                read("org.apache.felix.framework-7.0.jar", bare));
        assertEquals(List.of(), read("app.jar", bare));
    }

    @Test
    void pluginsOfJenkinsAreNamedShortly() throws IOException {
        String manifest = "Manifest-Version: 1.0\nGroup-Id: org.jenkins-ci.plugins\nShort-Name: git\n"
                + "Plugin-Version: 4.8.3\nImplementation-Title: Git plugin\n\n";
        byte[] plugin = zip(true, Map.of("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("org.jenkins-ci.plugins:git 4.8.3 git.hpi"), read("git.hpi", plugin));
    }

    @Test
    void somethingMayStandBeforeTheArchive() throws IOException {
        byte[] jar = zip(true, Map.of("META-INF/maven/a/b/pom.properties", properties("a.a", "b", "1")));
        byte[] started =
                Arrays.copyOf("#!/bin/sh\nexec java -jar $0\n".getBytes(StandardCharsets.UTF_8), 500 + jar.length);
        System.arraycopy(jar, 0, started, 500, jar.length);
        assertEquals(List.of("a.a:b 1 run.jar"), read("run.jar", started));
    }

    @Test
    void namesCannotLeaveTheArchive() throws IOException {
        byte[] inner = zip(true, Map.of("META-INF/maven/a/b/pom.properties", properties("a.a", "b", "1")));
        byte[] outer = zip(true, Map.of("../../etc/\u0007cron.d/x.jar", inner, "\\..\\y.jar", inner));
        List<String> found = read("a.jar", outer);
        assertTrue(found.contains("a.a:b 1 a.jar!/etc/?cron.d/x.jar"), found.toString());
        assertTrue(found.contains("a.a:b 1 a.jar!/y.jar"), found.toString());
    }

    @Test
    void aDamagedInnerArchiveDoesNotHideTheOthers() throws IOException {
        byte[] good = zip(true, Map.of("META-INF/maven/a/b/pom.properties", properties("a.a", "b", "1")));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("lib/log4j-core-2.14.1.jar", Arrays.copyOf(good, good.length / 2));
        entries.put("lib/good.jar", good);
        assertEquals(
                List.of(
                        "a.a:b 1 a.jar!/lib/good.jar",
                        "org.apache.logging.log4j:log4j-core 2.14.1 a.jar!/lib/log4j-core-2.14.1.jar"),
                read("a.jar", zip(true, entries)));
    }

    @Test
    void brokenAndHostileArchivesAreRefused() throws IOException {
        byte[] good = zip(true, Map.of("META-INF/maven/a/b/pom.properties", properties("a.a", "b", "1")));
        refused("not a zip archive", new byte[100]);
        refused("not a zip archive", Arrays.copyOf(good, good.length - 10));
        refused("not a zip archive", new byte[0]);
        byte[] shifted = good.clone();
        shifted[good.length - 22 + 12] = (byte) 0xff;
        shifted[good.length - 22 + 13] = (byte) 0xff;
        shifted[good.length - 22 + 14] = (byte) 0x7f;
        refused("the archive's directory lies outside the file", shifted);
    }

    @Test
    void anArchiveThatInflatesWithoutEndIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("bomb.jar"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 600; i++) {
                out.write(zeros);
            }
            out.closeEntry();
        }
        refused("too large", bytes.toByteArray());
    }

    @Test
    void archivesInsideEachOtherEndSomewhere() throws IOException {
        byte[] jar = zip(true, Map.of("x", new byte[1]));
        for (int i = 0; i < 20; i++) {
            jar = zip(true, Map.of("inner.jar", jar));
        }
        refused("too large", jar);
    }

    /** Two entries of the directory both show the whole archive itself: 2^16 readings if nobody counted. */
    @Test
    void anArchiveThatContainsItselfIsRefused() throws IOException {
        byte[] directory = new byte[0];
        int localBytes = 30 + 5;
        for (int i = 0; i < 2; i++) {
            ByteBuffer entry = ByteBuffer.allocate(46 + 5).order(ByteOrder.LITTLE_ENDIAN);
            entry.putInt(0, 0x02014b50).putShort(28, (short) 5).putInt(42, 0);
            entry.putInt(20, 10 * (localBytes)).putInt(24, 10 * localBytes);
            entry.put(46, "a.jar".getBytes(StandardCharsets.US_ASCII));
            directory = concat(directory, entry.array());
        }
        ByteBuffer local = ByteBuffer.allocate(localBytes).order(ByteOrder.LITTLE_ENDIAN);
        local.putInt(0, 0x04034b50).putShort(26, (short) 5);
        ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0, 0x06054b50).putShort(8, (short) 2).putShort(10, (short) 2);
        end.putInt(12, directory.length).putInt(16, localBytes);
        byte[] whole = concat(concat(local.array(), directory), end.array());
        ByteBuffer patch = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2; i++) {
            int at = localBytes + i * 51;
            patch.putInt(at + 20, whole.length - localBytes).putInt(at + 24, whole.length - localBytes);
        }
        // the slice behind the local header holds the directory, whose entries point before it: damaged, not endless
        assertEquals(List.of(), read("a.jar", whole));
    }

    @Test
    void aMillionEntriesAreRefused() throws IOException {
        int count = 600_000;
        ByteBuffer zip = ByteBuffer.allocate(count * 47 + 22 + 20 + 56).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int at = zip.position();
            zip.putInt(at, 0x02014b50).putShort(at + 28, (short) 1).put(at + 46, (byte) 'x');
            zip.position(at + 47);
        }
        int at = zip.position();
        zip.putInt(at, 0x06064b50)
                .putLong(at + 32, count)
                .putLong(at + 40, count * 47L)
                .putLong(at + 48, 0);
        zip.putInt(at + 56, 0x07064b50).putLong(at + 64, at);
        zip.putInt(at + 76, 0x06054b50)
                .putShort(at + 86, (short) 0xffff)
                .putInt(at + 88, -1)
                .putInt(at + 92, -1);
        refused("too large", zip.array());
    }

    /** The directory says four bytes, the entry inflates to more. */
    @Test
    void liesAboutSizesDoNotHurt() throws IOException {
        byte[] jar = zip(true, Map.of("META-INF/maven/a/b/pom.properties", properties("a.a", "b", "1")));
        ByteBuffer patch = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
        int directory = patch.getInt(jar.length - 22 + 16);
        patch.putInt(directory + 24, 4);
        assertEquals(List.of("a.a:b 1 a.jar"), read("a.jar", jar));
        patch.putInt(directory + 24, 0x7fffffff);
        assertEquals(List.of("a.a:b 1 a.jar"), read("a.jar", jar));
    }

    /** A real archive from this build's own class path. */
    @Test
    void aPublishedArchiveIsRecognised() throws IOException {
        String place = org.junit.jupiter.api.Test.class
                .getResource("Test.class")
                .toString()
                .replaceAll("^jar:file:|!.*$", "");
        try (InputStream in = new java.io.FileInputStream(place)) {
            String name = place.substring(place.lastIndexOf('/') + 1);
            String version = name.replaceAll("junit-jupiter-api-|\\.jar", "");
            List<String> found = read(name, in.readAllBytes());
            assertTrue(found.toString().contains("junit-jupiter-api " + version), found.toString());
        }
    }

    private static void refused(String reason, byte[] content) {
        MalformedFileException e = assertThrows(
                MalformedFileException.class, () -> OneFile.of("a.jar", content).readBy(new Maven()));
        assertTrue(String.valueOf(e.getMessage()).startsWith(reason), e.getMessage());
    }

    private static List<String> read(String path, byte[] content) throws IOException {
        return OneFile.of(path, content).readBy(new Maven()).packages().stream()
                .map(p -> p.name() + " " + p.version() + " " + p.path())
                .sorted()
                .toList();
    }

    private static byte[] properties(String group, String artifact, String version) {
        return ("#Generated\ngroupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }

    static byte[] zip(boolean deflate, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTime(0);
                if (!deflate) {
                    CRC32 sum = new CRC32();
                    sum.update(entry.getValue());
                    header.setMethod(ZipEntry.STORED);
                    header.setSize(entry.getValue().length);
                    header.setCrc(sum.getValue());
                }
                out.putNextEntry(header);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
