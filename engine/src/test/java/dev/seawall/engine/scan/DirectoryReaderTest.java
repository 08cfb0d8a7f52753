package dev.seawall.engine.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryReaderTest {
    private static ScanOptions options() {
        return ScanOptions.defaults().withPlugins(TestPlugins.ecosystems(), TestPlugins.detectors());
    }

    private static void write(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void readsATreeAndNeverFollowsLinksOut(@TempDir Path root, @TempDir Path outside) throws IOException {
        write(outside, "x.app", "outside 1");
        write(root, "in/y.app", "inside 1");
        write(root, "etc/os-release", "ID=debian\nVERSION_ID=12\n");
        write(root, "k.env", "SECRET");
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("z.app"), outside.resolve("x.app"));
        Files.createSymbolicLink(root.resolve("in/loop"), Path.of("../in"));
        Inventory inventory = InventoryReader.readDirectory(root, options());
        assertEquals(
                List.of("in/y.app"),
                inventory.packages().stream().map(Package::path).toList());
        assertNull(inventory.packages().getFirst().layer());
        assertEquals("debian", inventory.os().id());
        assertEquals(1, inventory.hits().size());
        assertEquals(
                FileEntry.Kind.SYMLINK,
                inventory.files().find("link").orElseThrow().entry().kind());
        assertEquals(
                "in/y.app",
                inventory
                        .files()
                        .resolve("in/loop/loop/y.app")
                        .orElseThrow()
                        .entry()
                        .path());
        assertTrue(inventory.layers().isEmpty());
    }

    @Test
    void pipesAreListedNotOpened(@TempDir Path root) throws IOException, InterruptedException {
        Path pipe = root.resolve("p.app");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        Assumptions.assumeTrue(made.waitFor() == 0, "skipped: mkfifo does not work here");
        Inventory inventory = InventoryReader.readDirectory(root, options());
        assertEquals(
                FileEntry.Kind.OTHER,
                inventory.files().find("p.app").orElseThrow().entry().kind());
        assertTrue(inventory.statuses().isEmpty());
    }

    @Test
    void skippedDirectoriesAreNotEntered(@TempDir Path root) throws IOException {
        write(root, "a/vendor/x.app", "x 1");
        write(root, "b/y.app", "y 1");
        Inventory inventory = InventoryReader.readDirectory(root, options().withSkips(List.of("**/vendor"), List.of()));
        assertEquals(1, inventory.packages().size());
        assertTrue(inventory.files().find("a/vendor").isPresent());
        assertTrue(inventory.files().find("a/vendor/x.app").isEmpty());
    }

    @Test
    void pseudoFileSystemsAreNotEntered() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: there is no /proc");
        Inventory inventory =
                InventoryReader.readDirectory(Path.of("/"), options().withSkips(List.of("[!p]*", "p[!r]*"), List.of()));
        assertTrue(inventory.files().find("proc").isPresent());
        assertTrue(inventory.files().list("proc").isEmpty());
    }

    @Test
    void aFolderThatIsNotThereIsRefused(@TempDir Path root) {
        assertThrows(SeawallException.class, () -> InventoryReader.readDirectory(root.resolve("none"), options()));
    }
}
