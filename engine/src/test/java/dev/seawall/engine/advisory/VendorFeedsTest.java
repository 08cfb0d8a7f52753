package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.seawall.engine.archive.TestTar;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.match.Matcher;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Fix;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Debian and Red Hat say themselves: fix states, severities, and that damage costs only the damaged file. */
final class VendorFeedsTest {
    @TempDir
    private Path temp;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = VendorFeedsTest.class.getResourceAsStream("/advisory/vendor/" + name)) {
            assertTrue(in != null, name);
            return in.readAllBytes();
        }
    }

    private SeawallHome home() {
        return SeawallHome.below(temp.resolve("home"));
    }

    private static List<Finding> findings(Advisories data, String os, String version, String type, String... packages) {
        Os system = new Os(os, version, null, false);
        List<Package> all = Arrays.stream(packages)
                .map(each -> each.split(" "))
                .map(each -> Package.of(type, each[0], each[1], "db", 1))
                .toList();
        return Matcher.match(all, system, data).findings();
    }

    private Path folder() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("folder"));
        Files.write(folder.resolve("debian.json"), resource("debian-tracker.json"));
        Files.write(folder.resolve("cve-2023-0286.json"), resource("cve-2023-0286.json"));
        return folder;
    }

    private static void debian(Advisories data) {
        List<Finding> bookworm = findings(
                data,
                "debian",
                "12",
                "deb",
                "zlib 1:1.2.13.dfsg-1",
                "qemu 1:7.2+dfsg-7",
                "glibc 2.36-9",
                "util-linux 2.38.1-5");
        assertEquals(
                List.of("CVE-2023-45853", "CVE-2022-36648", "CVE-2010-4756", "CVE-2022-0563"),
                bookworm.stream().map(Finding::id).toList());
        assertEquals(
                List.of(Fix.State.WONT_FIX, Fix.State.WONT_FIX, Fix.State.NOT_FIXED, Fix.State.WONT_FIX),
                bookworm.stream().map(each -> each.fix().state()).toList());
        assertEquals(
                List.of(Severity.UNKNOWN, Severity.UNKNOWN, Severity.LOW, Severity.LOW),
                bookworm.stream().map(Finding::severity).toList());
        assertTrue(bookworm.getFirst().evidence().contains("will not be fixed: ignored"));
        Finding trixie =
                findings(data, "debian", "13", "deb", "zlib 1:1.2.13.dfsg-1").getFirst();
        assertEquals("1:1.3.dfsg-3.1", trixie.fix().version());
        assertEquals(List.of(), findings(data, "debian", "11", "deb", "zlib 1:1.2.11.dfsg-2"), "not affected");
        assertEquals(
                Fix.State.WONT_FIX,
                findings(data, "debian", "10", "deb", "glibc 2.28-10")
                        .getFirst()
                        .fix()
                        .state(),
                "end of life");
    }

    private static void redHat(Advisories data) {
        Finding nine =
                findings(data, "rhel", "9.1", "rpm", "openssl 1:3.0.1-43.el9_0").getFirst();
        assertEquals("1:3.0.1-47.el9_1", nine.fix().version());
        assertEquals(Severity.HIGH, nine.severity());
        assertTrue(nine.aliases().contains("RHSA-2023:0946"), nine.aliases().toString());
        assertEquals("CVE-2023-0286", nine.id());
        assertEquals(List.of(), findings(data, "rhel", "9.1", "rpm", "openssl 1:3.0.1-47.el9_1"));
        Finding six = findings(data, "rhel", "6.10", "rpm", "openssl 0:1.0.1e-58.el6_10")
                .getFirst();
        assertEquals(Fix.State.WONT_FIX, six.fix().state());
        Finding compat = findings(data, "rhel", "9.1", "rpm", "compat-openssl11 1:1.1.1k-4.el9_0")
                .getFirst();
        assertEquals(Fix.State.NOT_FIXED, compat.fix().state());
        assertEquals(Severity.MEDIUM, compat.severity());
    }

    @Test
    void aFolderOfTheirDocumentsServesAScan() throws IOException {
        try (Advisories data = Advisories.folder(folder(), home())) {
            assertEquals(List.of(), data.problems());
            debian(data);
            redHat(data);
        }
    }

    @Test
    void theyAreInstalledFromAFolder() throws IOException {
        new DatabaseUpdate(home(), RegistryOptions.of(Map.of()), step -> {}).from(folder().toString(), Set.of());
        try (Advisories data = Advisories.open(home())) {
            debian(data);
            redHat(data);
        }
    }

    @Test
    void theyAreInstalledFromABucketBesideItsRecords() throws IOException {
        try (TinyBucket bucket = new TinyBucket(temp.resolve("bucket"))) {
            bucket.put("Debian", "bash", "5.2-1", "2026-01-01T00:00:00Z");
            bucket.put("Red Hat", "bash", "5.2-1", "2026-01-01T00:00:00Z");
            Path vendor = Files.createDirectories(bucket.folder.resolve("vendor"));
            Files.write(vendor.resolve("debian-tracker.json"), resource("debian-tracker.json"));
            byte[] tar = new TestTar()
                    .file("2023/cve-2023-0286.json", resource("cve-2023-0286.json"))
                    .bytes();
            try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(vendor.resolve("redhat-vex.tar.zst")))) {
                out.write(tar);
            }
            RegistryOptions net = RegistryOptions.of(Map.of()).withRetries(0, pause -> {});
            new DatabaseUpdate(home(), net, step -> {}).from(bucket.address().toString(), Set.of("Debian", "Red Hat"));
        }
        try (Advisories data = Advisories.open(home())) {
            assertTrue(data.hasData("Debian:12"));
            assertFalse(data.named("A-1").isEmpty(), "the bucket's own record");
            debian(data);
            redHat(data);
        }
    }

    @Test
    void damageIsAProblemOfTheFileAlone() throws IOException {
        Random random = new Random(3);
        for (String name : List.of("debian-tracker.json", "cve-2023-0286.json")) {
            byte[] whole = resource(name);
            for (int i = 0; i < 100; i++) {
                Path folder = Files.createDirectories(temp.resolve("damaged"));
                Files.writeString(folder.resolve("good.json"), Records.json("A-1", "npm", "left-pad", "1.0.0", ""));
                byte[] bytes = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length - 2)) : whole.clone();
                if (bytes.length > 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
                }
                Files.write(folder.resolve("bad.json"), bytes);
                try (Advisories data = Advisories.folder(folder, home())) {
                    assertTrue(data.hasData("npm"), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
    }
}
