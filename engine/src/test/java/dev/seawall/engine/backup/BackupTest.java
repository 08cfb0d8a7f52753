package dev.seawall.engine.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.RealProgram;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.CheckResult;
import dev.seawall.engine.model.CheckResult.Outcome;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real repositories of the real restic. */
final class BackupTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Path data;
    private SeawallHome home;

    @BeforeEach
    void prepare() throws IOException {
        RealProgram.require("restic", "restic");
        home = SeawallHome.below(folder.resolve("home"));
        data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("a.txt"), "first");
        Files.writeString(data.resolve("with \n line \u202e end"), "odd name");
        byte[] noise = new byte[300_000];
        new Random(7).nextBytes(noise);
        Files.write(data.resolve("noise"), noise);
        Files.createSymbolicLink(data.resolve("link"), Path.of("/nowhere"));
        Files.setPosixFilePermissions(data.resolve("a.txt"), PosixFilePermissions.fromString("rw-r-----"));
        Files.writeString(folder.resolve("key"), "correct horse\n");
    }

    private BackupPlan plan(String more) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, """
                name: test
                sources: [%s]
                repository: %s
                key: {file: %s}
                %s
                """.formatted(data, folder.resolve("repository"), folder.resolve("key"), more));
        return BackupPlan.read(file);
    }

    private Backup backup(String more) throws IOException {
        return new Backup(plan(more), home, Clock.systemUTC());
    }

    private static Outcome outcome(Report report, String id) {
        return report.checks().stream()
                .filter(each -> each.id().equals(id))
                .map(CheckResult::outcome)
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + report.checks()));
    }

    private static void assertPassed(Report report) {
        assertTrue(
                report.checks().stream().allMatch(each -> each.outcome() == Outcome.PASS), () -> "" + report.checks());
    }

    @Test
    void bringsBackWhatWasThereBeforeTheChange() throws IOException {
        assertPassed(backup("retention: {last: 2}").run(true));
        Files.writeString(data.resolve("a.txt"), "second");
        assertPassed(backup("retention: {last: 2}").run(false));
        Restic restic = Restic.open(plan(""), home);
        Restic.Snapshot first = restic.snapshots().getFirst();
        Path to = folder.resolve("restored");
        assertPassed(backup("").restore(first.shortId(), to, false));
        Path copy = to.resolve(data.toString().substring(1));
        assertEquals("first", Files.readString(copy.resolve("a.txt")));
        assertEquals("odd name", Files.readString(copy.resolve("with \n line \u202e end")));
        assertEquals(-1, Files.mismatch(data.resolve("noise"), copy.resolve("noise")));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve("a.txt"))));
        assertTrue(Files.isSymbolicLink(copy.resolve("link")));
        assertThrows(SeawallException.class, () -> backup("").restore("latest", to, false), "not empty");
        assertPassed(backup("retention: {last: 1}").run(false));
        assertEquals(1, restic.snapshots().size());
    }

    @Test
    void aDrillProvesARestoreAndDatesIt() throws IOException {
        backup("").run(true);
        assertPassed(backup("").drill("latest", folder.resolve("scratch"), DAY));
        assertTrue(Files.exists(home.data().resolve("backup/last-drill")));
        assertTrue(Files.exists(home.data().resolve("backup/last-success")));
        assertEquals(1, proofs());
        try (Stream<Path> left = Files.list(folder.resolve("scratch"))) {
            assertEquals(0, left.count(), "the scratch folder is taken away");
        }
    }

    private long proofs() throws IOException {
        try (Stream<Path> all = Files.list(home.data().resolve("backup/proof"))) {
            return all.count();
        }
    }

    /** restic check passes here; only reading every byte tells. */
    @Test
    void aDrillFindsBitRotInAPack() throws IOException {
        backup("").run(true);
        flipOneBit(largestPack());
        assertEquals(0, Restic.open(plan(""), home).run("check").exit(), "restic's plain check misses it");
        Report report = backup("").drill("latest", folder.resolve("scratch"), DAY);
        assertEquals(Outcome.FAIL, outcome(report, "drill-repository"));
        assertEquals(Outcome.FAIL, outcome(report, "restore-bytes"));
        assertFalse(Files.exists(home.data().resolve("backup/last-drill")), "a failed drill is no proof");
        assertEquals(1, proofs(), "but it is written down");
    }

    private Path largestPack() throws IOException {
        try (Stream<Path> packs = Files.walk(folder.resolve("repository/data"))) {
            return packs.filter(Files::isRegularFile)
                    .max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flipOneBit(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 4;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(file, content);
    }

    @Test
    void aDrillFindsASourceThatRottedSilently() throws IOException {
        backup("").run(true);
        FileTime time = Files.getLastModifiedTime(data.resolve("noise"));
        flipOneBit(data.resolve("noise"));
        Files.setLastModifiedTime(data.resolve("noise"), time);
        Report report = backup("").drill("latest", folder.resolve("scratch"), DAY);
        assertEquals(Outcome.FAIL, outcome(report, "restore-sources"));
        assertEquals(Outcome.PASS, outcome(report, "restore-bytes"));
    }

    @Test
    void saysWhatIsWrongWithKeyAndRepository() throws IOException {
        SeawallException none =
                assertThrows(SeawallException.class, () -> backup("").run(false));
        assertTrue(none.getMessage().contains("--init"), none.getMessage());
        backup("").run(true);
        Files.writeString(folder.resolve("key"), "wrong");
        SeawallException wrong =
                assertThrows(SeawallException.class, () -> backup("").run(true));
        assertTrue(wrong.getMessage().contains("wrong password"), wrong.getMessage());
        Files.delete(folder.resolve("key"));
        assertThrows(SeawallException.class, () -> backup("").run(true));
    }

    @Test
    void aSourceThatIsMissingIsNoSuccess() throws IOException {
        Path file = plan("").file();
        Files.writeString(file, Files.readString(file).replace("[" + data, "[" + data + ", /not/there"));
        Report report = new Backup(BackupPlan.read(file), home, Clock.systemUTC()).run(true);
        assertEquals(Outcome.FAIL, outcome(report, "backup-sources"));
        assertEquals(Outcome.PASS, outcome(report, "backup-snapshot"));
        assertFalse(Files.exists(home.data().resolve("backup/last-success")));
    }

    @Test
    void anInterruptedRunLeavesNothingThatStopsTheNext() throws IOException {
        backup("").run(true);
        Files.write(folder.resolve("repository/data/00/half"), new byte[] {1, 2, 3});
        Path lock = folder.resolve("repository/locks/0000000000000000000000000000000000000000000000000000000000000000");
        Files.write(lock, new byte[0]);
        assertPassed(backup("retention: {daily: 7}").run(false));
    }

    @Test
    void anOldSnapshotIsAnAlarm() throws IOException {
        backup("").run(true);
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofHours(30)), ZoneOffset.UTC);
        Report report = new Backup(plan(""), home, later).status(Duration.ofHours(26));
        assertEquals(Outcome.FAIL, outcome(report, "backup-fresh"));
        assertPassed(new Backup(plan(""), home, later).status(Duration.ofHours(31)));
    }

    @Test
    void hooksRunAroundTheSnapshot() throws IOException {
        Path trace = folder.resolve("trace");
        String hooks = "hooks: {before: ['echo before >> %s'], after: ['echo after >> %s']}".formatted(trace, trace);
        assertPassed(backup(hooks).run(true));
        assertEquals(List.of("before", "after"), Files.readAllLines(trace));
        String failing = "hooks: {before: ['exit 3'], after: ['echo again >> %s']}".formatted(trace);
        assertThrows(SeawallException.class, () -> backup(failing).run(false));
        assertEquals("again", Files.readAllLines(trace).getLast(), "what was stopped starts again");
        assertEquals(1, Restic.open(plan(""), home).snapshots().size());
    }
}
