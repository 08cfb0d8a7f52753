package dev.seawall.cli;

import dev.seawall.engine.backup.Backup;
import dev.seawall.engine.backup.BackupPlan;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.Report;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every command about backups has. */
final class BackupFlags {
    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "The plan (default: /etc/seawall/backup.yaml)",
            defaultValue = "/etc/seawall/backup.yaml")
    private Path file = Path.of("/etc/seawall/backup.yaml");

    @Option(
            names = "--max-age",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Fail where the newest snapshot is older, such as 26h (default: max-age of the plan)")
    private @Nullable Duration maxAge;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    BackupPlan plan() {
        output.requireKnown();
        return BackupPlan.read(file);
    }

    Duration maxAge(BackupPlan plan) {
        Duration given = maxAge;
        return given == null ? plan.maxAge() : given;
    }

    static Backup backup(BackupPlan plan) {
        return new Backup(plan, SeawallHome.resolve(), Clock.systemUTC());
    }

    /** Any failed check fails the command. */
    int write(Report report) {
        Report judged =
                JudgeFlags.judged(report, new JudgeFlags().toOptions(null).withFailOnChecks(true));
        output.write(judged);
        return JudgeFlags.exitCode(judged);
    }
}
