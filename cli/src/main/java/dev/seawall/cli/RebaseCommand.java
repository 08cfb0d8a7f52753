package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.rebase.BaseSearch;
import dev.seawall.engine.rebase.DockerfileRebase;
import dev.seawall.engine.rebase.ImageRebase;
import dev.seawall.engine.rebase.Within;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.engine.scan.ScanRequest;
import dev.seawall.engine.scan.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall rebase IMAGE|Dockerfile}: onto the newest supported release of the same base. */
@Command(
        name = "rebase",
        mixinStandardHelpOptions = true,
        description = "Move a Dockerfile or an image onto the newest supported release of its base, pinned by digest.")
final class RebaseCommand implements Callable<Integer> {
    private static final int LARGEST = 4 << 20;

    @Parameters(paramLabel = "IMAGE|DOCKERFILE", description = "A Dockerfile, a folder that holds one, or an image")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(names = "--write", description = "Change the Dockerfile (default: show the difference)")
    private boolean write;

    @Option(names = "--dry-run", description = "Change, write and push nothing; say what would come of it")
    private boolean dryRun;

    @Option(names = "--base", paramLabel = "IMAGE", description = "What the image was built from")
    private @Nullable String base;

    @Option(
            names = "--to",
            paramLabel = "IMAGE",
            description = "What it shall stand on (default: the newest of its base)")
    private @Nullable String to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write the new image as an OCI layout")
    private @Nullable Path output;

    @Option(names = "--push", paramLabel = "IMAGE", description = "Push the new image under this name")
    private @Nullable String push;

    @Option(
            names = "--within",
            paramLabel = "minor|major|any",
            defaultValue = "major",
            description = "How far a supported base may move (default: its first number stays)")
    private Within within = Within.MAJOR;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "table|json",
            defaultValue = "table",
            description = "Form of the result (default: table)")
    private String format = "table";

    @Mixin
    private final AdvisoryFlags advisories = new AdvisoryFlags();

    @Mixin
    private final SourceFlags source = new SourceFlags();

    @Mixin
    private final ReadingFlags reading = new ReadingFlags();

    @Mixin
    private final BaseFlags bases = new BaseFlags();

    @Override
    public Integer call() {
        SourceOptions options = source.toOptions();
        if (options.offline()) {
            throw new SeawallException(
                    "look for a newer base", "registries are not asked with --offline", "Leave --offline out");
        }
        try (RegistryClient client = new RegistryClient(options.registry())) {
            BaseSearch search = new BaseSearch(client, LocalDate.now(), within);
            Path file = dockerfile();
            System.out.print(file == null ? image(client, search, options) : dockerfile(file, search));
            return 0;
        } catch (IOException e) {
            throw new SeawallException(
                    "rebase " + target,
                    e.getMessage() == null ? e.toString() : e.getMessage(),
                    "Check the name, the network and the login of the registry, and try again",
                    e);
        }
    }

    private @Nullable Path dockerfile() throws IOException {
        try {
            Path path = Path.of(target);
            Path file = Files.isDirectory(path) ? path.resolve("Dockerfile") : path;
            boolean fits = Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST
                    && DockerfileRebase.isDockerfile(Files.readAllBytes(file));
            return fits ? file : null;
        } catch (InvalidPathException notAPath) {
            return null;
        }
    }

    private String dockerfile(Path file, BaseSearch search) throws IOException {
        DockerfileRebase.Outcome outcome =
                DockerfileRebase.run(String.valueOf(file.getFileName()), Files.readAllBytes(file), search);
        boolean written = write && !dryRun && outcome.isChange();
        if (written) {
            Files.write(file, outcome.content());
        }
        return isJson() ? RebaseText.json(target, outcome, written) : RebaseText.table(outcome);
    }

    private boolean isJson() {
        return format.equals("json");
    }

    private String image(RegistryClient client, BaseSearch search, SourceOptions options) throws IOException {
        SeawallHome home = source.home();
        ScanOptions what = reading.toOptions(EnumSet.of(ScanOptions.Kind.VULN), home);
        ScanRequest request = new ScanRequest(target, what, options, MatchOptions.DEFAULT, LocalDate.now())
                .withBase(bases.toOptions(home));
        ImageRebase.Wish wish = new ImageRebase.Wish(
                reference(base), reference(to), dryRun ? null : output, dryRun ? null : reference(push));
        try (ProgressBar progress = ProgressBar.onTerminal();
                AdvisoryFlags.Opened opened = advisories.opened(home, source)) {
            Scanner scanner = new Scanner(opened, progress);
            ImageRebase.Outcome outcome = new ImageRebase(request, client, search, scanner).run(wish);
            return isJson() ? RebaseText.json(target, outcome, wish) : RebaseText.table(outcome, wish);
        }
    }

    private static @Nullable ImageRef reference(@Nullable String text) {
        try {
            return text == null ? null : ImageRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SeawallException("read the image name " + text, "" + e.getMessage(), "Write NAME:TAG", e);
        }
    }
}
