package dev.seawall.cli;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.Database;
import dev.seawall.engine.advisory.DatabaseArchive;
import dev.seawall.engine.advisory.DatabaseUpdate;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.net.RegistryOptions;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seawall db …}: the advisory database of this machine. */
@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        description = "The advisory database: update, look at, search, carry to another machine.",
        subcommands = {
            DbCommand.Update.class,
            DbCommand.Status.class,
            DbCommand.Search.class,
            DbCommand.Export.class,
            DbCommand.Import.class
        })
final class DbCommand extends CommandGroup {
    @Command(
            name = "update",
            mixinStandardHelpOptions = true,
            description = "Fetch or read advisories and install them.")
    static final class Update implements Callable<Integer> {
        @Option(
                names = "--from",
                paramLabel = "DIR|URL",
                description = "Folder of OSV records or in OSV bucket layout, file: or https: address of a bucket"
                        + " (default: OSV.dev)")
        private @Nullable String from;

        @Option(
                names = "--advisory-source",
                paramLabel = "DIR|URL",
                description = "The same, as a setting that scans share (SEAWALL_ADVISORY_SOURCE)")
        private String source = DatabaseUpdate.OSV.toString();

        @Option(
                names = "--ecosystem",
                split = ",",
                paramLabel = "LIST",
                description = "Only these, such as Debian,npm (default: all of a folder; of a bucket those installed)")
        private Set<String> ecosystems = new LinkedHashSet<>();

        @Option(names = "--ca-file", paramLabel = "FILE", description = "PEM file of further authorities to trust")
        private @Nullable Path caFile;

        @Override
        public Integer call() {
            SeawallHome home = SeawallHome.resolve();
            RegistryOptions net = RegistryOptions.defaults().withCaFile(caFile);
            DatabaseUpdate update = new DatabaseUpdate(home, net, progress());
            update.from(from == null ? source : from, ecosystems);
            return new Status().call();
        }
    }

    /** Tells on a terminal what is being done. */
    static Consumer<String> progress() {
        return Terminal.isInteractive() ? step -> System.err.println(step + " …") : step -> {};
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Say what is installed and how old it is; --verify reads all of it.")
    static final class Status implements Callable<Integer> {
        @Option(names = "--verify", description = "Read every byte and check it")
        private boolean verify;

        @Option(
                names = {"-f", "--format"},
                paramLabel = "table|json",
                defaultValue = "table",
                description = "Form")
        private String format = "table";

        @Override
        public Integer call() {
            SeawallHome home = SeawallHome.resolve();
            if (verify) {
                Database.at(home.advisories()).verify();
            }
            try (Advisories advisories = Advisories.open(home)) {
                System.out.print(DbReport.of(format).status(home, advisories));
            }
            return 0;
        }
    }

    @Command(
            name = "search",
            mixinStandardHelpOptions = true,
            description = "Show the advisories of an id: CVE, GHSA, DSA, … Exit code 1 where there are none.")
    static final class Search implements Callable<Integer> {
        @Parameters(paramLabel = "ID")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Option(
                names = {"-f", "--format"},
                paramLabel = "table|json",
                defaultValue = "table",
                description = "Form")
        private String format = "table";

        @Option(names = "--advisories", paramLabel = "DIR", description = "Search this folder instead")
        private @Nullable Path folder;

        @Override
        public Integer call() {
            SeawallHome home = SeawallHome.resolve();
            try (Advisories advisories = folder == null ? Advisories.open(home) : Advisories.folder(folder, home)) {
                System.out.print(DbReport.of(format).search(id, advisories));
                return advisories.named(id).isEmpty() ? 1 : 0;
            }
        }
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Write the whole database to one file.")
    static final class Export implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Override
        public Integer call() {
            DatabaseArchive.export(SeawallHome.resolve(), file);
            return 0;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Install a database that `seawall db export` wrote.")
    static final class Import implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Override
        public Integer call() {
            DatabaseArchive.install(SeawallHome.resolve(), file);
            return new Status().call();
        }
    }
}
