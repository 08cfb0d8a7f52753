package dev.seawall.engine.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.SharedFolder;
import dev.seawall.engine.advisory.feed.OsvFolder;
import dev.seawall.engine.advisory.feed.RecordSink;
import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores built of the real mirror. */
final class StoreTest {
    @TempDir
    private Path temp;

    /** Reads a folder's records into a list. */
    private static final class Collected implements RecordSink {
        private final List<Advisory> records = new ArrayList<>();

        @Override
        public void record(Advisory advisory) {
            records.add(advisory);
        }

        @Override
        public void problem(String text) {
            throw new AssertionError(text);
        }
    }

    @Test
    void aMappedStoreAnswersAsMemoryDoes() throws IOException {
        Path mirror = SharedFolder.require("advisories");
        Path folder = Files.createDirectories(temp.resolve("some"));
        for (String ecosystem : List.of("Alpine", "npm", "crates.io")) {
            Files.createDirectories(folder.resolve(ecosystem));
            Files.copy(
                    mirror.resolve(ecosystem).resolve("all.zip"),
                    folder.resolve(ecosystem).resolve("all.zip"));
        }
        Collected collected = new Collected();
        OsvFolder.list(folder).read(collected);
        MemoryShelf memory = new MemoryShelf(collected.records, ExploitData.NONE, MappedShelf.info(Map.of()));
        Set<String> cves = new TreeSet<>();
        try (Advisories stored = Advisories.folder(folder, SeawallHome.below(temp))) {
            for (Advisory record : collected.records) {
                for (PackageEntry entry : PackageEntry.of(record)) {
                    assertEquals(
                            memory.find(entry.ecosystem(), entry.name()).stream()
                                    .filter(advisory -> !advisory.withdrawn())
                                    .toList(),
                            stored.find(new AdvisoryKey(entry.ecosystem(), entry.name(), "")));
                }
                cves.addAll(Postings.rated(record));
            }
            for (String cve : cves) {
                assertEquals(memory.ratings(cve), stored.ratings(cve));
                assertEquals(ids(memory.named(cve)), ids(stored.named(cve)));
            }
            assertEquals(memory.ecosystems(), stored.ecosystems());
        }
    }

    private static List<String> ids(List<Advisory> advisories) {
        return advisories.stream().map(Advisory::id).sorted().toList();
    }

    @Test
    void updateSearchExportAndImport() throws IOException {
        Path mirror = SharedFolder.require("advisories");
        SeawallHome home = SeawallHome.below(temp.resolve("a"));
        DatabaseUpdate update = new DatabaseUpdate(home, RegistryOptions.of(Map.of()), step -> {});
        update.fromFolder(mirror, Set.of("Debian", "npm"));
        try (Advisories installed = Advisories.open(home)) {
            assertTrue(installed.hasData("Debian:11"));
            assertFalse(installed.hasData("Debian:12"), "the mirror ends before Debian 12");
            assertFalse(installed.hasData("Go"), "only what was asked for");
            assertTrue(installed.knownExploited("CVE-2021-44228"));
            assertTrue(ids(installed.named("cve-2021-3156")).contains("DSA-4839-1"));
        }
        Path file = temp.resolve("database.zip");
        DatabaseArchive.export(home, file);
        SeawallHome other = SeawallHome.below(temp.resolve("b"));
        DatabaseArchive.install(other, file);
        Path again = temp.resolve("again.zip");
        DatabaseArchive.export(other, again);
        assertEquals(-1, Files.mismatch(file, again));
    }

    @Test
    void aDamagedCacheIsBuiltAfresh() throws IOException {
        Path folder = temp.resolve("bucket");
        Records.zip(
                folder.resolve("npm/all.zip"),
                Map.of("A-1.json", Records.json("A-1", "npm", "left-pad", "1.0.0", "\"summary\":\"one\",")));
        SeawallHome home = SeawallHome.below(temp.resolve("home"));
        Advisories.folder(folder, home).close();
        Path store;
        try (var stores = Files.list(home.cache().resolve("advisories"))) {
            store = stores.findFirst().orElseThrow();
        }
        Path table;
        try (var files = Files.list(store)) {
            table = files.filter(file -> file.getFileName().toString().startsWith("packages"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(table);
        bytes[bytes.length - 3] ^= 1;
        Files.write(table, bytes);
        try (Advisories advisories = Advisories.folder(folder, home)) {
            assertEquals(
                    1,
                    advisories.find(new AdvisoryKey("npm", "left-pad", "0.1")).size());
        }
    }

    @Test
    void aScanIsNotDisturbedByUpdates() throws IOException, InterruptedException {
        SeawallHome home = SeawallHome.below(temp.resolve("home"));
        Path folder = temp.resolve("feed");
        DatabaseUpdate update = new DatabaseUpdate(home, RegistryOptions.of(Map.of()), step -> {});
        write(folder, 0);
        update.fromFolder(folder, Set.of());
        List<String> failures = new ArrayList<>();
        Thread reader = Thread.ofPlatform().start(() -> readUntilLast(home, failures));
        for (int i = 1; i <= 10; i++) {
            write(folder, i);
            update.fromFolder(folder, Set.of());
        }
        reader.join();
        assertEquals(List.of(), failures);
    }

    private static void write(Path folder, int generation) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < 20; i++) {
            String json = Records.json("A-" + i, "npm", "p" + i, "1." + generation, "\"summary\":\"g\",");
            Files.writeString(folder.resolve("A-" + i + ".json"), json);
        }
    }

    /** Every opened database must be of one generation. */
    private static void readUntilLast(SeawallHome home, List<String> failures) {
        String seen = "";
        while (failures.isEmpty() && !seen.contains("1.10")) {
            try (Advisories advisories = Advisories.open(home)) {
                Set<String> fixes = new TreeSet<>();
                for (int i = 0; i < 20; i++) {
                    advisories
                            .find(new AdvisoryKey("npm", "p" + i, "0"))
                            .forEach(each -> fixes.add(
                                    each.affected().getFirst().versions().toString()));
                }
                seen = fixes.toString();
                if (fixes.size() != 1) {
                    failures.add("a mixture: " + fixes);
                }
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }
}
