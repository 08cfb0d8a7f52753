package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates from a bucket behind HTTP, on loopback. */
final class BucketUpdateTest {
    @TempDir
    private Path temp;

    @SuppressWarnings("NullAway.Init")
    private TinyBucket bucket;

    @BeforeEach
    void serve() throws IOException {
        bucket = new TinyBucket(temp.resolve("bucket"));
    }

    @AfterEach
    void stop() {
        bucket.close();
    }

    private void update(String... ecosystems) {
        RegistryOptions net = RegistryOptions.of(Map.of()).withRetries(3, pause -> {});
        new DatabaseUpdate(home(), net, step -> {}).fromBucket(bucket.address(), Set.of(ecosystems));
    }

    private SeawallHome home() {
        return SeawallHome.below(temp.resolve("home"));
    }

    private String fix() {
        try (Advisories advisories = Advisories.open(home())) {
            return advisories.find(new AdvisoryKey("npm", "left-pad", "0")).toString();
        }
    }

    @Test
    void onlyWhatIsAskedForIsFetched() {
        update("npm");
        assertFalse(bucket.asked.contains("/PyPI/all.zip"));
        try (Advisories advisories = Advisories.open(home())) {
            assertTrue(advisories.hasData("npm"));
            assertFalse(advisories.hasData("PyPI"));
        }
    }

    @Test
    void aChangedRecordIsFetchedAlone() throws IOException {
        update("npm");
        bucket.asked.clear();
        update();
        assertFalse(bucket.asked.contains("/npm/all.zip"), "nothing changed");
        Files.writeString(
                bucket.folder.resolve("npm/A-1.json"),
                Records.json("A-1", "npm", "left-pad", "7.7.7", "\"summary\":\"" + "new".repeat(3) + "\","));
        Files.writeString(bucket.folder.resolve("npm/modified_id.csv"), "2026-02-01T00:00:00Z,A-1\n");
        bucket.asked.clear();
        update();
        assertFalse(bucket.asked.contains("/npm/all.zip"));
        assertTrue(fix().contains("7.7.7"), fix());
        Files.delete(bucket.folder.resolve("npm/A-1.json"));
        Files.writeString(bucket.folder.resolve("npm/modified_id.csv"), "2026-03-01T00:00:00Z,A-1\n");
        update();
        assertEquals("[]", fix(), "the record is gone");
    }

    @Test
    void aBusyServerIsAskedAgain() {
        bucket.failures.put("/npm/all.zip", 2);
        update("npm");
        assertTrue(fix().contains("1.0.0"));
    }

    @Test
    void aFailureLeavesTheOldDatabase() throws IOException {
        update("npm");
        Files.delete(bucket.folder.resolve("npm/modified_id.csv"));
        Files.writeString(bucket.folder.resolve("npm/all.zip"), "no zip");
        assertThrows(SeawallException.class, () -> update("npm"));
        assertTrue(fix().contains("1.0.0"));
        assertThrows(SeawallException.class, () -> update("Nowhere"));
        assertTrue(fix().contains("1.0.0"));
    }
}
