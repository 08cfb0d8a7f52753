package dev.seawall.engine.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans as people write them, right and wrong. */
final class BackupPlanTest {
    private static final String WHOLE = """
            name: files
            sources: [/etc, "docker:pgdata"]
            excludes: ["*.tmp"]
            repository: "s3:https://s3.example.org/bucket"
            key: {command: [vault, read, key]}
            environment: {AWS_SECRET_ACCESS_KEY: {file: /etc/seawall/s3}}
            schedule: "*-*-* 02:00"
            retention: {daily: 7, weekly: 4, within: 2d}
            hooks: {before: [[pg_dump, -f, /srv/dump]], after: ["rm -f /srv/dump"]}
            max-age: 7d
            """;

    @TempDir
    Path folder;

    private BackupPlan read(String text) throws IOException {
        Path file = folder.resolve("plan 100%.yaml");
        Files.writeString(file, text);
        return BackupPlan.read(file);
    }

    @Test
    void readsAWholePlan() throws IOException {
        BackupPlan plan = read(WHOLE);
        assertEquals(Duration.ofDays(7), plan.maxAge());
        assertEquals("{daily=7, weekly=4, within=2d}", plan.keep().toString());
        assertEquals(List.of("/bin/sh", "-c", "rm -f /srv/dump"), plan.after().getFirst());
        assertEquals(new Secret.FromCommand(List.of("vault", "read", "key")), plan.key());
    }

    @Test
    void refusesWhatWouldSilentlyNotBackUp() {
        for (String[] wrong : List.of(
                new String[] {"sources:", "source:"},
                new String[] {"/etc,", "etc,"},
                new String[] {"daily: 7", "daily: 0"},
                new String[] {"daily: 7", "dayly: 7"},
                new String[] {"{command: [vault, read, key]}", "secret"},
                new String[] {"max-age: 7d", "max-age: soon"},
                new String[] {"name: files", "name: ../files"},
                new String[] {"\"*-*-* 02:00\"", "\"daily\\nUser=x\""})) {
            String text = WHOLE.replace(wrong[0], wrong[1]);
            assertThrows(SeawallException.class, () -> read(text), text);
        }
    }

    @Test
    void mutatedPlansNeverThrowAnythingElse() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(WHOLE);
            for (int j = random.nextInt(1, 5); j > 0; j--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(9, 127));
            }
            try {
                read(text.toString());
            } catch (SeawallException e) {
                assertTrue(e.getMessage().startsWith("Tried to"));
            }
        }
    }

    @Test
    void writesUnitsThatSystemdReads() throws IOException {
        SeawallHome home = SeawallHome.below(Path.of("/var/lib/seawall"));
        List<Path> units = BackupUnits.write(read(WHOLE), home, Path.of("/bin/true"), folder.resolve("units"));
        assertEquals(4, units.size());
        String service = Files.readString(folder.resolve("units/seawall-backup-files.service"));
        assertTrue(service.contains("plan 100%%.yaml\""), service);
        assertTrue(service.contains("SEAWALL_HOME=/var/lib/seawall\""), service);
        assertTrue(Files.readString(folder.resolve("units/seawall-backup-files.timer"))
                .contains("OnCalendar=*-*-* 02:00"));
    }
}
