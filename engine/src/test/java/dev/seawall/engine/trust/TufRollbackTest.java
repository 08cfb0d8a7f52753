package dev.seawall.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.tuf.TufState;
import dev.seawall.engine.trust.tuf.TufStore;
import dev.seawall.engine.trust.tuf.TufUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that goes back, is tampered with or has expired is refused; one that holds is kept. */
final class TufRollbackTest {
    private static final Instant THEN = Instant.parse("2022-12-01T00:00:00Z");
    private static final @Nullable Path SYNTHETIC = synthetic();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private byte[] root = new byte[0];

    private static @Nullable Path synthetic() {
        String inside =
                "shared/cases/signing/sigstore-java/sigstore-java/src/test/resources/dev/sigstore/tuf/synthetic";
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(inside))) {
                return at.resolve(inside);
            }
        }
        return null;
    }

    @BeforeEach
    void aRepository() throws IOException {
        Assumptions.assumeTrue(SYNTHETIC != null, "skipped: the shared cases are not beside this checkout");
        Path from = java.util.Objects.requireNonNull(SYNTHETIC);
        root = Files.readAllBytes(from.resolve("trusted-root.json"));
        Path template = from.resolve("test-template");
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(template.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.write(to, Files.readAllBytes(file));
            }
        }
    }

    private TufState updated(Instant asOf) throws TrustException {
        return new TufUpdate(folder, asOf).run(root, null);
    }

    private void replace(String name, String by) throws IOException {
        Files.copy(folder.resolve(by), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aGoodRepositoryIsKept() throws Exception {
        TufState state = updated(THEN);
        assertEquals(3, state.version("timestamp"));
        assertEquals(3, state.targets().size());
        TufStore store = new TufStore(folder.resolve("home"));
        store.save(root, state);
        TufState before = store.load(root);
        assertEquals(3, new TufUpdate(folder, THEN).run(root, before).version("snapshot"));
    }

    @Test
    void anOlderTimestampIsRefused() throws Exception {
        TufState before = updated(THEN);
        Path newer = folder.resolve("2.timestamp.json");
        replace("timestamp.json", "1.timestamp.json");
        assertThrows(TrustException.class, () -> new TufUpdate(folder, THEN).run(root, before));
        assertThrows(TrustException.class, () -> updated(THEN), "the folder itself holds " + newer);
    }

    @Test
    void whatHasExpiredIsRefused() {
        TrustException refusal =
                assertThrows(TrustException.class, () -> updated(Instant.parse("2023-03-01T00:00:00Z")));
        assertTrue(refusal.reason().contains("expired"), refusal.reason());
    }

    @Test
    void aMissingTargetIsRefused() throws Exception {
        try (Stream<Path> targets = Files.list(folder.resolve("targets"))) {
            Files.delete(targets.sorted().toList().getFirst());
        }
        assertThrows(TrustException.class, () -> updated(THEN));
    }
}
