package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan fetches what it lacks, from a bucket on loopback, a folder, or a source that does not answer. */
final class OnDemandTest {
    private static final Duration DAY = Duration.ofDays(1);

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

    private SeawallHome home() {
        return SeawallHome.below(temp.resolve("home"));
    }

    private Advisories open(String source, Duration maxAge, String... met) {
        RegistryOptions net = RegistryOptions.of(Map.of()).withRetries(1, pause -> {});
        return new OnDemand(home(), net, source, maxAge, Duration.ofMinutes(1), step -> {})
                .open(new TreeSet<>(List.of(met)));
    }

    private Advisories open(String... met) {
        return open(bucket.address().toString(), DAY, met);
    }

    @Test
    void onlyWhatIsMetAndMissingIsFetchedAndOnlyOnce() {
        try (Advisories data = open("npm")) {
            assertTrue(data.hasData("npm"));
            assertEquals(List.of(), data.problems());
        }
        assertFalse(bucket.asked.contains("/PyPI/all.zip"));
        bucket.asked.clear();
        open("npm").close();
        assertEquals(List.of(), bucket.asked, "nothing is missing");
        open("PyPI", "npm").close();
        assertTrue(bucket.asked.contains("/PyPI/all.zip"));
        assertFalse(bucket.asked.contains("/npm/all.zip"));
    }

    @Test
    void whatTheSourceDoesNotHaveIsNoProblem() {
        try (Advisories data = open("npm", "Photon OS")) {
            assertEquals(List.of(), data.problems());
            assertFalse(data.hasData("Photon OS"));
        }
    }

    @Test
    void oldDataIsLookedAfterAndStaleWhereThatFails() throws IOException {
        open("npm").close();
        bucket.put("npm", "left-pad", "2.0.0", "2026-02-01T00:00:00Z");
        Files.delete(bucket.folder.resolve("npm/modified_id.csv"));
        open(bucket.address().toString(), Duration.ZERO, "npm").close();
        try (Advisories data = open("npm")) {
            assertTrue(data.named("A-1").toString().contains("2.0.0"), "the new record came");
            assertFalse(data.isStale("npm"));
        }
        bucket.close();
        try (Advisories data = open(bucket.address().toString(), Duration.ZERO, "npm")) {
            assertTrue(data.hasData("npm"));
            assertTrue(data.isStale("npm"));
            assertEquals(2, data.problems().size(), data.problems().toString());
        }
    }

    @Test
    void anEcosystemThatCannotBeHadDoesNotKeepTheOthersAway() throws IOException {
        Files.writeString(bucket.folder.resolve("PyPI/all.zip"), "no zip");
        try (Advisories data = open("PyPI", "npm")) {
            assertTrue(data.hasData("npm"));
            assertFalse(data.hasData("PyPI"));
            assertTrue(data.problems().getFirst().startsWith("No advisories of PyPI could be fetched"));
        }
    }

    @Test
    void aSourceThatIsNotThereIsSaidAndLeftAlone() throws IOException {
        bucket.close();
        List<String> problems;
        try (Advisories data = open("npm")) {
            problems = data.problems();
            assertTrue(data.info().sources().containsKey("starter"));
            assertEquals(problems, data.info().problems(), "the report says so");
        }
        assertEquals(1, problems.size());
        try (Advisories data = open("npm")) {
            assertEquals(problems, data.problems(), "the same words");
        }
    }

    @Test
    void aSourceThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Advisories data = open("http://127.0.0.1:" + silent.getLocalPort(), DAY, "npm")) {
            assertEquals(1, data.problems().size());
        }
    }

    @Test
    void aFolderServesAsWell() {
        try (Advisories data = open(bucket.folder.toString(), DAY, "npm")) {
            assertTrue(data.hasData("npm"));
            assertFalse(data.hasData("PyPI"));
        }
        try (Advisories data = open(temp.resolve("absent").toString(), DAY, "PyPI")) {
            assertEquals(1, data.problems().size());
        }
        try (Advisories data = open(bucket.folder.toUri().toString(), DAY, "PyPI")) {
            assertTrue(data.hasData("PyPI"), "a folder that was absent is not left alone");
        }
        assertEquals(List.of(), bucket.asked);
    }

    @Test
    void noneFetchesNothing() {
        open(OnDemand.NONE, DAY, "npm").close();
        assertEquals(List.of(), bucket.asked);
    }

    @Test
    void aDamagedDatabaseIsNoDataUntilItIsBuiltAfresh() throws IOException {
        open("npm").close();
        Files.writeString(home().advisories().resolve("catalog"), "damaged");
        try (Advisories data = open(OnDemand.NONE, DAY, "npm")) {
            assertFalse(data.hasData("npm"), "not even the starter's");
            assertTrue(
                    data.problems().getFirst().contains("damaged"),
                    data.problems().toString());
        }
        try (Advisories data = open("npm")) {
            assertTrue(data.hasData("npm"));
            assertEquals(List.of(), data.problems());
        }
    }
}
