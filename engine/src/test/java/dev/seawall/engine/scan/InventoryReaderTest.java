package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.archive.TestTar;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SeawallException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InventoryReaderTest {
    private static final String DPKG = "var/lib/dpkg/status";

    private static ScanOptions options() {
        return ScanOptions.defaults().withPlugins(TestPlugins.ecosystems(), TestPlugins.detectors());
    }

    private static List<String> paths(Inventory inventory) {
        return inventory.files().all().map(file -> file.entry().path()).toList();
    }

    @Test
    void readsARealDistribution() throws IOException {
        Path tar = SharedFolder.require("images/alpine-minirootfs-3.11.13-x86_64.tar.gz");
        byte[] stored = Files.readAllBytes(tar);
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes();
        Inventory inventory =
                InventoryReader.read(TestImages.stored(stored, Digest.sha256(plain)), ScanOptions.defaults());
        assertEquals("alpine", inventory.os().id());
        assertEquals("3.11.13", inventory.os().version());
        assertTrue(inventory.packages().stream().anyMatch(p -> p.name().equals("musl")), "musl is installed");
        assertTrue(inventory.statuses().isEmpty(), inventory.statuses().toString());
        FileRecord busybox = inventory.files().resolve("bin/sh").orElseThrow();
        assertEquals("bin/busybox", busybox.entry().path());
        assertNotNull(busybox.owner());
        assertTrue(inventory.kept().text("etc/passwd").orElse("").contains("root:"));
    }

    @Test
    void whiteoutsHideWhatLiesBelowAndOnlyThat() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(
                        new TestTar()
                                .file("a", "1")
                                .file("d/x", "1")
                                .file("d/sub/y", "1")
                                .file("o/old", "1"),
                        new TestTar()
                                .file(".wh.a", "")
                                .file("d/.wh.sub", "")
                                .file("d/new", "2")
                                .file("o/.wh..wh..opq", "")
                                .file("o/fresh", "2")
                                .file(".wh..wh.plnk", "")),
                options());
        assertEquals(List.of("d/new", "d/x", "o/fresh"), paths(inventory));
    }

    @Test
    void aWhiteoutNeverHidesItsOwnLayer() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(
                        new TestTar().file("d/x", "1"),
                        new TestTar().file("d/x", "22").file("d/.wh.x", "").file("d/.wh..wh..opq", "")),
                options());
        assertEquals(List.of("d/x"), paths(inventory));
        assertEquals(2, inventory.files().find("d/x").orElseThrow().entry().sizeBytes());
    }

    @Test
    void filesAndDirectoriesReplaceEachOther() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(
                        new TestTar().file("was-file", "1").directory("was-dir").file("was-dir/in", "1"),
                        new TestTar().file("was-file/in", "2").file("was-dir", "2")),
                options());
        assertEquals(List.of("was-dir", "was-file/in"), paths(inventory));
    }

    @Test
    void hitsInHiddenFilesAreKeptAndMarked() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(
                        new TestTar().file("deleted.env", "SECRET").file("kept.env", "SECRET"),
                        new TestTar().file(".wh.deleted.env", "")),
                options());
        assertEquals(2, inventory.hits().size());
        FoundHit hidden = inventory.hits().getFirst();
        assertEquals("deleted.env", hidden.location().path());
        assertTrue(hidden.location().shadowed());
        assertEquals(inventory.layers().getFirst().diffId(), hidden.location().layer());
        assertFalse(inventory.hits().getLast().location().shadowed());
    }

    @Test
    void aFileWrittenTwiceInOneLayerCountsAsItsLastForm() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar().file("x.env", "SECRET").file("x.env", "harmless")), options());
        assertEquals(1, inventory.files().size());
        assertTrue(inventory.hits().getFirst().location().shadowed(), "the first form is still in the layer");
    }

    @Test
    void distributionPackagesBelongToTheLayerThatBroughtThem() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(
                        new TestTar().file(DPKG, "libc 1\nssl 1\n"),
                        new TestTar().file(DPKG, "libc 1\nssl 2\ncurl 1\n"),
                        new TestTar().file(DPKG, "libc 1\nssl 2\ncurl 1\nvim 1\n")),
                options());
        assertEquals(
                List.of("libc 0", "ssl 1", "curl 1", "vim 2"),
                inventory.packages().stream()
                        .map(p -> p.name() + " " + number(inventory, p))
                        .toList());
    }

    private static int number(Inventory inventory, Package found) {
        return inventory.layers().stream().map(l -> l.diffId()).toList().indexOf(found.layer());
    }

    @Test
    void ownersAreFoundThroughMergedDirectories() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar()
                        .symlink("lib", "usr/lib")
                        .file("usr/lib/python/x.app", "x 1")
                        .file("srv/y.app", "y 1")
                        .file(DPKG, "py 1 lib/python/x.app\n")),
                options());
        assertEquals(
                "pkg:deb/py@1",
                inventory.files().find("usr/lib/python/x.app").orElseThrow().owner());
        assertEquals("pkg:deb/py@1", byName(inventory, "x").coveredBy());
        assertNull(byName(inventory, "y").coveredBy());
    }

    private static Package byName(Inventory inventory, String name) {
        return inventory.packages().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void linksThatGoRoundLeadNowhere() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar()
                        .symlink("a", "b/c")
                        .symlink("b", "a")
                        .symlink("self", "self")
                        .symlink("up", "../../../../etc/x")
                        .file("etc/x", "1")),
                options());
        assertTrue(inventory.files().resolve("a/x").isEmpty());
        assertTrue(inventory.files().resolve("self").isEmpty());
        assertEquals(
                "etc/x", inventory.files().resolve("up").orElseThrow().entry().path());
    }

    @Test
    void packageFilesThatComeAsHardLinksAreRead() {
        TestImages.TestImage image = TestImages.of(new TestTar()
                .file("store/abc123", "linked 1")
                .hardlink("app/linked.app", "store/abc123")
                .file("one.app", "one 1")
                .hardlink("two.app", "one.app"));
        Inventory inventory = InventoryReader.read(image, options());
        assertEquals(
                List.of("app/linked.app", "one.app", "two.app"),
                inventory.packages().stream().map(Package::path).toList());
    }

    @Test
    void aSecondScanOpensNoLayerAndSaysTheSame(@TempDir Path home) {
        TestImages.TestImage image = TestImages.of(
                new TestTar()
                        .file("etc/passwd", "root:x:0:0")
                        .file("gone.env", "SECRET")
                        .file(DPKG, "libc 1 lib/c\n"),
                new TestTar().file(".wh.gone.env", "").symlink("lnk", "etc").file("bad.app", "BROKEN"));
        Inventory first = InventoryReader.read(image, options().withCache(home));
        Inventory second = InventoryReader.read(image, options().withCache(home));
        for (var layer : image.blobs()) {
            assertEquals(1, ((TestImages.TestLayer) layer).opened().get());
        }
        assertEquals(first.packages(), second.packages());
        assertEquals(first.hits(), second.hits());
        assertEquals(first.statuses(), second.statuses());
        assertEquals(first.files().all().toList(), second.files().all().toList());
        assertEquals(first.kept().text("etc/passwd"), second.kept().text("etc/passwd"));
        assertEquals(1, first.statuses().size());
    }

    @Test
    void anOtherVersionOfAPluginReadsAfresh(@TempDir Path home) {
        TestImages.TestImage image = TestImages.of(new TestTar().file("x", "1"));
        InventoryReader.read(image, options().withCache(home));
        InventoryReader.read(image, options().withCache(home).withSkips(List.of("x"), List.of()));
        assertEquals(
                2, ((TestImages.TestLayer) image.blobs().getFirst()).opened().get());
    }

    @Test
    void contentWithAnotherDigestIsRefused() {
        byte[] tar = new TestTar().file("x", "1").bytes();
        SeawallException refused = assertThrows(
                SeawallException.class,
                () -> InventoryReader.read(
                        TestImages.stored(TestImages.gzip(tar), Digest.sha256(new byte[1])), options()));
        assertTrue(refused.getMessage().contains("digest"), refused.getMessage());
    }

    @Test
    void pluginsThatFailCostTheFileNotTheScan() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar()
                        .file("bad.app", "BROKEN")
                        .file("worse.app", "RUNTIME")
                        .file("deep.app", "STACK")
                        .file("good.app", "good 1")),
                options());
        assertEquals(
                List.of("bad.app", "deep.app", "worse.app"),
                inventory.statuses().stream().map(s -> s.path()).toList());
        assertEquals(1, inventory.packages().size());
    }

    @Test
    void skippedPathsAreListedButNotRead() {
        ScanOptions options = options().withSkips(List.of("**/test"), List.of("*.env"));
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar()
                        .file("a/test/x.app", "x 1")
                        .file("a/test/deep/z.app", "z 1")
                        .file("b/y.app", "y 1")
                        .file("top.env", "SECRET")),
                options);
        assertEquals(4, inventory.files().size());
        assertEquals(
                List.of("b/y.app"),
                inventory.packages().stream().map(Package::path).toList());
        assertTrue(inventory.hits().isEmpty());
    }

    @Test
    void largeFilesAreSpooledAndTooLargeOnesReported() {
        byte[] large = ("big 1\n" + "x".repeat(9 << 20)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        TestImages.TestImage image =
                TestImages.of(new TestTar().file("big.app", large).file("small.app", "s 1"));
        Inventory read = InventoryReader.read(image, options());
        assertEquals(2, read.packages().size());
        ScanOptions.Limits strict = new ScanOptions.Limits(1 << 20, 1 << 20, 10, 1000, 1L << 30, 400);
        Inventory bounded = InventoryReader.read(image, options().withLimits(strict));
        assertEquals(1, bounded.packages().size());
        assertEquals("too-large", bounded.statuses().getFirst().status().label());
    }

    @Test
    void timeIsBounded() {
        TestImages.TestImage image = TestImages.of(new TestTar().file("x.app", "HANG"));
        assertThrows(
                SeawallException.class,
                () -> InventoryReader.read(image, options().withTimeout(Duration.ofMillis(300))));
    }

    @Test
    void historyLinesNameTheirLayers() {
        Inventory inventory = InventoryReader.read(
                TestImages.of(new TestTar().file("a", "1"), new TestTar().file("b", "1")), options());
        assertEquals(
                List.of("step 0", "step 1"),
                inventory.layers().stream().map(l -> l.command()).toList());
        assertEquals(
                FileEntry.Kind.FILE,
                inventory.files().find("b").orElseThrow().entry().kind());
    }
}
