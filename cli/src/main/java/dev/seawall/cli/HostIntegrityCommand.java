package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.integrity.Integrity;
import dev.seawall.engine.model.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall host integrity …}: files as they were when a signed baseline was made. */
@Command(
        name = "integrity",
        mixinStandardHelpOptions = true,
        description = "Make a signed baseline of files, and verify them against it.",
        subcommands = {HostIntegrityCommand.Make.class, HostIntegrityCommand.Verify.class})
final class HostIntegrityCommand extends CommandGroup {
    private static Path otherwise(@Nullable Path given, String name) {
        return given == null ? SeawallHome.resolve().data().resolve("integrity").resolve(name) : given;
    }

    /** {@code integrity baseline}. */
    @Command(name = "baseline", mixinStandardHelpOptions = true, description = "Read the paths and sign their list.")
    static final class Make implements Callable<Integer> {
        @Option(names = "--root", paramLabel = "DIR", description = "The root of the system (default: /)")
        private Path root = Path.of("/");

        @Option(
                names = "--path",
                paramLabel = "PATH",
                description = "What to watch; may be repeated (default: /etc, /boot, /usr/bin, /usr/sbin, /usr/lib)")
        private List<String> paths = List.of("/etc", "/boot", "/usr/bin", "/usr/sbin", "/usr/lib");

        @Option(names = "--exclude", paramLabel = "PATH", description = "What to leave out; may be repeated")
        private List<String> excludes = List.of();

        @Option(names = "--baseline", paramLabel = "FILE", description = "Where to write it")
        private @Nullable Path file;

        @Option(names = "--key", paramLabel = "FILE", description = "The private key; made where it is missing")
        private @Nullable Path key;

        @Override
        public Integer call() {
            Path baseline = otherwise(file, "baseline");
            Path signer = otherwise(key, "key");
            int entries = Integrity.baseline(root.toAbsolutePath(), paths, excludes, baseline, signer);
            System.out.println(baseline + ": " + entries + " entries, signed with " + signer);
            return 0;
        }
    }

    /** {@code integrity verify}. */
    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Compare files with the baseline.")
    static final class Verify implements Callable<Integer> {
        @Option(names = "--root", paramLabel = "DIR", description = "The root of the system (default: /)")
        private Path root = Path.of("/");

        @Option(names = "--baseline", paramLabel = "FILE", description = "The baseline")
        private @Nullable Path file;

        @Option(names = "--public-key", paramLabel = "FILE", description = "The key it was signed with (KEY.pub)")
        private @Nullable Path key;

        @Mixin
        private final OutputOptions output = new OutputOptions();

        @Override
        public Integer call() {
            output.requireKnown();
            Report report =
                    Integrity.verify(root.toAbsolutePath(), otherwise(file, "baseline"), otherwise(key, "key.pub"));
            Report judged =
                    JudgeFlags.judged(report, new JudgeFlags().toOptions(null).withFailOnChecks(true));
            output.write(judged);
            return JudgeFlags.exitCode(judged);
        }
    }
}
