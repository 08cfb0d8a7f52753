package dev.seawall.cli;

import dev.seawall.engine.backup.Backup;
import dev.seawall.engine.backup.BackupPlan;
import dev.seawall.engine.backup.BackupUnits;
import dev.seawall.engine.home.SeawallHome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall host backup}: takes a snapshot by a plan. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Take a snapshot by a plan with restic: hooks, snapshot, retention.")
final class HostBackupCommand implements Callable<Integer> {
    @Mixin
    private final BackupFlags flags = new BackupFlags();

    @Option(names = "--init", description = "Make the repository where there is none yet")
    private boolean init;

    @Option(names = "--status", description = "Take no snapshot; judge the age of the newest one")
    private boolean status;

    @Option(names = "--install", description = "Take no snapshot; write systemd timers for backup and drill")
    private boolean install;

    @Option(
            names = "--unit-dir",
            paramLabel = "DIR",
            description = "Where --install writes (default: /etc/systemd/system)",
            defaultValue = "/etc/systemd/system")
    private Path unitFolder = Path.of("/etc/systemd/system");

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "The seawall command that the units start (default: this one)")
    private @Nullable Path program;

    @Override
    public Integer call() {
        BackupPlan plan = flags.plan();
        if (install) {
            return install(plan);
        }
        Backup backup = BackupFlags.backup(plan);
        return flags.write(status ? backup.status(flags.maxAge(plan)) : backup.run(init));
    }

    private int install(BackupPlan plan) {
        Path named = program;
        Path started = named == null ? Path.of(System.getProperty("seawall.home.install", "/usr"), "seawall") : named;
        for (Path unit : BackupUnits.write(plan, SeawallHome.resolve(), started.toAbsolutePath(), unitFolder)) {
            System.out.println("wrote " + unit);
        }
        String name = "seawall-backup-" + plan.name();
        System.out.println(
                "now: systemctl daemon-reload && systemctl enable --now " + name + ".timer " + name + "-drill.timer");
        return 0;
    }
}
