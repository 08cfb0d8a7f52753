package dev.seawall.engine.backup;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is backed up, where to, when, and what is kept; read from a YAML file.
 *
 * @param file where the plan lies
 * @param name lower-case letters, digits and dashes; marks the snapshots and names the units
 * @param sources absolute paths, and {@code docker:VOLUME}
 * @param repository a folder, or {@code sftp:}, {@code s3:}, {@code rest:} and whatever else restic takes
 * @param environment further secrets for the repository, such as AWS_SECRET_ACCESS_KEY, by name
 * @param schedule of the backup, as systemd's OnCalendar
 * @param drill schedule of the drill, as systemd's OnCalendar
 * @param keep restic's {@code --keep-*} without the prefix, by number or duration; empty keeps everything
 * @param maxAge of the newest snapshot before it is an alarm
 */
public record BackupPlan(
        Path file,
        String name,
        List<String> sources,
        List<String> excludes,
        String repository,
        Secret key,
        Map<String, Secret> environment,
        String schedule,
        String drill,
        Map<String, String> keep,
        List<List<String>> before,
        List<List<String>> after,
        Duration maxAge) {

    public BackupPlan {
        sources = List.copyOf(sources);
        excludes = List.copyOf(excludes);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Reads a plan.
     *
     * @throws SeawallException where it cannot be read, has an unknown key or lacks a needed one
     */
    public static BackupPlan read(Path file) {
        try {
            return PlanText.plan(file.toAbsolutePath(), Yaml.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the backup plan " + file,
                    e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : "" + e.getMessage(),
                    "Write one as docs/guide/backup.md shows and name it with --plan",
                    e);
        }
    }

    /** Marks this plan's snapshots among others in one repository. */
    String tag() {
        return "seawall-" + name;
    }
}
