package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.archive.TestTar;
import dev.seawall.engine.image.LayerBlob;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that were damaged or made to harm: a clear status or refusal, never a crash or an unbounded cost. */
final class HostileLayersTest {
    private static final long FUZZ_SECONDS = Long.getLong("seawall.fuzz.seconds", 2);

    private static ScanOptions options() {
        return ScanOptions.defaults().withPlugins(TestPlugins.ecosystems(), TestPlugins.detectors());
    }

    private static byte[] sample() {
        return new TestTar()
                .file("a.app", "a 1")
                .file("s.env", "SECRET")
                .file("big", "z".repeat(300_000))
                .file("b.app", "b 1")
                .bytes();
    }

    @Test
    void aCutLayerKeepsWhatCouldBeReadAndSaysSo() {
        byte[] tar = sample();
        byte[] stored = TestImages.gzip(tar);
        Inventory inventory = InventoryReader.read(
                TestImages.stored(Arrays.copyOf(stored, stored.length - 20), Digest.sha256(tar)), options());
        assertEquals("malformed", inventory.statuses().getFirst().status().label());
        assertTrue(inventory.statuses().getFirst().path().startsWith("layer sha256:"));
        assertEquals("a.app", inventory.packages().getFirst().path());
    }

    @Test
    void aCutLayerIsNotCached(@TempDir Path home) throws IOException {
        byte[] stored = TestImages.gzip(sample());
        InventoryReader.read(
                TestImages.stored(Arrays.copyOf(stored, stored.length - 20), Digest.sha256(sample())),
                options().withCache(home));
        try (Stream<Path> files = Files.walk(home)) {
            assertFalse(files.anyMatch(Files::isRegularFile));
        }
    }

    @Test
    void aDamagedCacheIsReadAfresh(@TempDir Path home) throws IOException {
        TestImages.TestImage image =
                TestImages.of(new TestTar().file("a.app", "a 1").file("b.app", "b 1"));
        Inventory first = InventoryReader.read(image, options().withCache(home));
        Path cached;
        try (Stream<Path> files = Files.walk(home)) {
            cached = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] intact = Files.readAllBytes(cached);
        for (int at = 0; at < intact.length; at += 7) {
            byte[] damaged = intact.clone();
            damaged[at] ^= 0x20;
            Files.write(cached, damaged);
            assertEquals(
                    first.packages(),
                    InventoryReader.read(image, options().withCache(home)).packages());
        }
        Files.write(cached, Arrays.copyOf(intact, intact.length / 2));
        assertEquals(
                first.packages(),
                InventoryReader.read(image, options().withCache(home)).packages());
    }

    @Test
    void anUnwritableCacheIsNoReasonToFail(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("file"), "not a folder");
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar().file("a.app", "a 1")), options().withCache(file));
        assertEquals(1, inventory.packages().size());
    }

    @Test
    void bombsAreStopped() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(TestImages.gzip(
                new TestTar().entry('0', "zeros", "", 3L << 30, 0644).unfinished()));
        byte[] member = TestImages.gzip(new byte[64 << 20]);
        for (int i = 0; i < 20; i++) {
            out.writeBytes(member);
        }
        Inventory inventory =
                InventoryReader.read(TestImages.stored(out.toByteArray(), Digest.sha256(new byte[0])), options());
        assertTrue(
                inventory.statuses().getFirst().reason().contains("times its size"),
                inventory.statuses().toString());
    }

    @Test
    void sizesThatLieCostNothing() {
        byte[] tar = new TestTar()
                .file("a.app", "a 1")
                .entry('0', "liar.app", "", 200L << 20, 0644)
                .unfinished();
        Inventory inventory = InventoryReader.read(TestImages.stored(tar, Digest.sha256(tar)), options());
        assertEquals(1, inventory.packages().size());
        assertTrue(inventory.statuses().getFirst().reason().contains("cut off"));
    }

    @Test
    void holesCannotFillTheDisk() {
        TestTar tar = new TestTar();
        for (int i = 0; i < 5; i++) {
            tar.pax("GNU.sparse.size", String.valueOf(20 << 20), "GNU.sparse.map", "0,1")
                    .file("h" + i + ".app", "x");
        }
        ScanOptions.Limits limits = new ScanOptions.Limits(256 << 20, 50 << 20, 10, 1000, 1L << 30, 400);
        Inventory inventory = InventoryReader.read(TestImages.of(tar), options().withLimits(limits));
        assertTrue(
                inventory.statuses().stream().anyMatch(status -> status.reason().contains("temporary space")));
    }

    @Test
    void aMillionEntriesAreFine() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        java.security.MessageDigest digest = Digest.newSha256();
        try (OutputStream gzip = new java.security.DigestOutputStream(new GZIPOutputStream(out, 1 << 16), digest)) {
            for (int i = 0; i < 1_000_000; i++) {
                gzip.write(TestTar.seal(TestTar.header('0', "d" + i % 1000 + "/file-" + i, "", 0, 0644)));
            }
        }
        Digest diffId = Digest.of("sha256", digest.digest());
        Inventory inventory = InventoryReader.read(TestImages.stored(out.toByteArray(), diffId), options());
        assertEquals(1_000_000, inventory.files().size());
        assertEquals(1000, inventory.files().list("d7").size());
    }

    @Test
    void tooManyLayersAreRefused() {
        ScanOptions.Limits limits = new ScanOptions.Limits(1 << 20, 1 << 20, 1, 1000, 1L << 30, 400);
        TestImages.TestImage image = TestImages.of(new TestTar().file("a", ""), new TestTar().file("b", ""));
        assertThrows(
                SeawallException.class,
                () -> InventoryReader.read(image, options().withLimits(limits)));
    }

    @Test
    void tooManyEntriesAreReported() {
        ScanOptions.Limits limits = new ScanOptions.Limits(1 << 20, 1 << 20, 9, 2, 1L << 30, 400);
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar().file("a", "").file("b", "").file("c", "")),
                options().withLimits(limits));
        assertEquals(2, inventory.files().size());
        assertEquals(1, inventory.statuses().size());
    }

    /** A source whose connection breaks. */
    private record Broken(Digest diffId) implements LayerBlob {
        @Override
        public @Nullable Digest digest() {
            return null;
        }

        @Override
        public long sizeBytes() {
            return -1;
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("connection reset");
                }
            };
        }
    }

    @Test
    void aBrokenSourceIsARefusalNotADamagedLayer() {
        TestImages.TestImage image = new TestImages.TestImage(List.of(new Broken(Digest.sha256(new byte[0]))));
        for (int threads : new int[] {1, 2}) {
            SeawallException refused = assertThrows(
                    SeawallException.class,
                    () -> InventoryReader.read(image, options().withParallelism(threads)));
            assertTrue(refused.getMessage().contains("connection reset"), refused.getMessage());
        }
    }

    @Test
    void mutatedLayersNeverCrash() {
        Random random = new Random(99);
        byte[] tar = sample();
        byte[] gzip = TestImages.gzip(tar);
        byte[] zstd = com.github.luben.zstd.Zstd.compress(tar);
        long end = System.nanoTime() + FUZZ_SECONDS * 1_000_000_000L;
        int refused = 0;
        while (System.nanoTime() < end) {
            byte[] stored = List.of(tar, gzip, zstd).get(random.nextInt(3)).clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                stored[random.nextInt(stored.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(5) == 0) {
                stored = Arrays.copyOf(stored, random.nextInt(stored.length));
            }
            refused += isRefusedOrReported(stored, Digest.sha256(tar), 1 + random.nextInt(2)) ? 1 : 0;
        }
        assertTrue(refused > 10, "mutants must be noticed");
    }

    private static boolean isRefusedOrReported(byte[] stored, Digest diffId, int threads) {
        try {
            TestImages.TestImage image = TestImages.stored(stored, diffId);
            return !InventoryReader.read(image, options().withParallelism(threads))
                    .statuses()
                    .isEmpty();
        } catch (SeawallException e) {
            return true;
        }
    }

    @Test
    void oneThreadOrManyTheResultIsTheSame() {
        TestTar[] layers = new TestTar[4];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new TestTar();
            for (int k = 0; k < 50; k++) {
                layers[i].file("f" + (k + i * 10) + ".env", "SECRET").file("p" + k + ".app", "p" + k + " " + i + "\n");
            }
        }
        TestImages.TestImage image = TestImages.of(layers);
        Inventory one = InventoryReader.read(image, options().withParallelism(1));
        Inventory many = InventoryReader.read(image, options().withParallelism(8));
        assertEquals(one.hits(), many.hits());
        assertEquals(one.packages(), many.packages());
        assertEquals(one.files().all().toList(), many.files().all().toList());
    }
}
