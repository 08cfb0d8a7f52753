package dev.seawall.cli;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.AdvisorySource;
import dev.seawall.engine.advisory.DatabaseUpdate;
import dev.seawall.engine.advisory.OnDemand;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.net.RegistryOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that judges packages: which advisories, and where missing ones come from. */
final class AdvisoryFlags {
    @Option(
            names = "--advisories",
            paramLabel = "DIR",
            description = "Use the OSV records of this folder instead of the installed database")
    private @Nullable Path folder;

    @Option(
            names = "--advisory-source",
            paramLabel = "DIR|URL",
            description = "Where advisories come from that the installed database lacks, as in db update --from;"
                    + " none fetches nothing (default: OSV.dev)")
    private String from = DatabaseUpdate.OSV.toString();

    @Option(
            names = "--advisory-max-age",
            converter = Durations.class,
            paramLabel = "DURATION",
            description = "Installed advisories older than this are looked after again (default: 24h)")
    private Duration maxAge = Duration.ofHours(24);

    @Option(
            names = "--advisory-timeout",
            converter = Durations.class,
            paramLabel = "DURATION",
            description = "For fetching what is missing; a source that is not there costs 4 seconds at most"
                    + " (default: 10m)")
    private Duration timeout = Duration.ofMinutes(10);

    /** The advisories by these options, every problem of them told once on standard error; close it after the scan. */
    Opened opened(SeawallHome home, SourceFlags source) {
        Path own = folder;
        if (own != null) {
            return new Opened(met -> Advisories.folder(own, home));
        }
        RegistryOptions net = RegistryOptions.defaults().withCaFile(source.caFile);
        String wanted = source.offline ? OnDemand.NONE : from;
        return new Opened(new OnDemand(home, net, wanted, maxAge, timeout, DbCommand.progress()));
    }

    /** Remembers what it opened, to close it. */
    static final class Opened implements AdvisorySource, AutoCloseable {
        private final AdvisorySource source;
        private final List<Advisories> opened = new ArrayList<>();

        private Opened(AdvisorySource source) {
            this.source = source;
        }

        @Override
        public Advisories open(SortedSet<String> ecosystems) {
            Advisories data = source.open(ecosystems);
            if (opened.isEmpty()) {
                data.problems().forEach(problem -> System.err.println("warning: " + problem));
            }
            opened.add(data);
            return data;
        }

        @Override
        public void close() {
            opened.forEach(Advisories::close);
        }
    }
}
