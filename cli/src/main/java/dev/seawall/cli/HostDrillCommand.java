package dev.seawall.cli;

import dev.seawall.engine.backup.BackupPlan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall host drill}: proves that a backup can be restored. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Prove a restore: read the whole repository, restore to a scratch folder, compare every byte.")
final class HostDrillCommand implements Callable<Integer> {
    @Mixin
    private final BackupFlags flags = new BackupFlags();

    @Option(
            names = "--snapshot",
            paramLabel = "ID",
            description = "Which one (default: latest)",
            defaultValue = "latest")
    private String snapshot = "latest";

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Where there is room for the restored files (default: the folder for temporary files)")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

    @Override
    public Integer call() {
        BackupPlan plan = flags.plan();
        return flags.write(BackupFlags.backup(plan).drill(snapshot, scratch.toAbsolutePath(), flags.maxAge(plan)));
    }
}
