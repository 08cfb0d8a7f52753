package dev.seawall.engine.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines of a real tree. */
final class IntegrityTest {
    @TempDir
    Path folder;

    private Path root;
    private Path etc;

    @BeforeEach
    void prepare() throws IOException {
        root = folder.resolve("root");
        etc = Files.createDirectories(root.resolve("etc/cache")).getParent();
        Files.writeString(etc.resolve("passwd"), "root:x:0:0\n");
        Files.writeString(etc.resolve("line\nbreak \u001b[31m %41 \"quote\""), "hostile");
        Files.createSymbolicLink(etc.resolve("link"), Path.of("passwd"));
        Files.createSymbolicLink(etc.resolve("loop"), Path.of("loop"));
        Files.setPosixFilePermissions(etc.resolve("passwd"), PosixFilePermissions.fromString("rw-r--r--"));
        Integrity.baseline(root, List.of("/etc", "/absent"), List.of("/etc/cache"), file(), key());
    }

    private Path file() {
        return folder.resolve("baseline");
    }

    private Path key() {
        return folder.resolve("key");
    }

    private Map<String, String> differences() {
        Report report = Integrity.verify(root, file(), folder.resolve("key.pub"));
        return report.findings().stream()
                .collect(Collectors.toMap(each -> each.location().path(), each -> each.evidence()));
    }

    @Test
    void nothingChangedIsNothingFound() throws IOException {
        Files.writeString(etc.resolve("cache/x"), "excluded");
        assertEquals(Map.of(), differences());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key())));
    }

    @Test
    void namesEachDifference() throws IOException {
        FileTime time = Files.getLastModifiedTime(etc.resolve("passwd"));
        Files.writeString(etc.resolve("passwd"), "root:y:0:0\n");
        Files.setLastModifiedTime(etc.resolve("passwd"), time);
        Files.setPosixFilePermissions(etc.resolve("passwd"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.delete(etc.resolve("link"));
        Files.createSymbolicLink(etc.resolve("link"), Path.of("/tmp/evil"));
        Files.delete(etc.resolve("line\nbreak \u001b[31m %41 \"quote\""));
        Files.createDirectories(root.resolve("absent"));
        Map<String, String> found = differences();
        assertTrue(found.getOrDefault("/etc/passwd", "").startsWith("mode 644 -> 666; sha256 "), "" + found);
        assertEquals("target passwd -> /tmp/evil", found.get("/etc/link"));
        assertEquals("missing", found.get("/etc/line%0Abreak%20%1B%5B31m%20%2541%20%22quote%22"));
        assertEquals("new", found.get("/absent"));
        assertEquals(4, found.size());
    }

    @Test
    void aChangedBaselineIsRefused() throws IOException {
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length - 90) + 89;
            bad[at] ^= (byte) (1 << random.nextInt(7));
            Files.write(file(), bad);
            assertThrows(SeawallException.class, this::differences);
        }
        Files.write(file(), new byte[0]);
        assertThrows(SeawallException.class, this::differences);
        Files.write(file(), good);
        Integrity.baseline(root, List.of("/etc"), List.of(), folder.resolve("b"), folder.resolve("other"));
        assertThrows(SeawallException.class, () -> Integrity.verify(root, file(), folder.resolve("other.pub")));
    }
}
