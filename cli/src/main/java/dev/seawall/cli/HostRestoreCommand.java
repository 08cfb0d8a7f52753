package dev.seawall.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall host restore}: brings a snapshot back, and reads every restored byte. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Restore a snapshot to a folder and read every restored byte against its hashes.")
final class HostRestoreCommand implements Callable<Integer> {
    @Mixin
    private final BackupFlags flags = new BackupFlags();

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "An id, its beginning, or latest")
    private String snapshot = "latest";

    @Parameters(index = "1", paramLabel = "TO", description = "A new or empty folder")
    private Path to = Path.of("");

    @Option(names = "--overwrite", description = "Let the folder hold something already")
    private boolean overwrite;

    @Override
    public Integer call() {
        return flags.write(BackupFlags.backup(flags.plan()).restore(snapshot, to.toAbsolutePath(), overwrite));
    }
}
