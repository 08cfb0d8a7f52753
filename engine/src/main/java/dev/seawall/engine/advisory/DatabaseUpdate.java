package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.feed.BucketMirror;
import dev.seawall.engine.advisory.feed.ExploitFeeds;
import dev.seawall.engine.advisory.feed.OsvFolder;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.Downloads;
import dev.seawall.engine.net.Downloads.Outcome;
import dev.seawall.engine.net.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Brings the installed database up to date: from a folder, or from a bucket behind https of which only the wanted
 * ecosystems are fetched. A scan beside it is not disturbed; where anything fails, the old database stays.
 */
public final class DatabaseUpdate {
    /** Where OSV.dev publishes its records. */
    public static final URI OSV = URI.create("https://osv-vulnerabilities.storage.googleapis.com/");

    private static final URI KEV =
            URI.create("https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json");
    private static final URI EPSS = URI.create("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz");
    private static final List<String> USUAL =
            List.of("Alpine", "Debian", "Go", "Maven", "PyPI", "RubyGems", "Ubuntu", "crates.io", "npm");
    private static final long MAX_LIST_BYTES = 256L << 20;

    private final SeawallHome home;
    private final Database database;
    private final RegistryOptions net;
    private final Consumer<String> progress;

    /**
     * @param net how to reach the network
     * @param progress told in words what is being done
     */
    public DatabaseUpdate(SeawallHome home, RegistryOptions net, Consumer<String> progress) {
        this.home = home;
        this.database = Database.at(home.advisories());
        this.net = net;
        this.progress = progress;
    }

    /**
     * Builds from a folder of records or in bucket layout.
     *
     * @param ecosystems without release, such as {@code Debian}; empty for all the folder holds
     * @throws SeawallException where the folder cannot be read or holds nothing of them
     */
    public void fromFolder(Path folder, Set<String> ecosystems) {
        Set<String> only = canonical(ecosystems);
        run(
                "update the advisory database from " + folder,
                () -> build(only, builder -> {
                    progress.accept("reading " + folder);
                    OsvFolder contents = OsvFolder.list(folder);
                    BuilderSink sink = new BuilderSink(builder, only);
                    contents.read(sink);
                    return contents.exploits(sink);
                }));
    }

    /**
     * Fetches what changed of a bucket and builds it.
     *
     * @param base address of the bucket
     * @param ecosystems without release; empty for those installed, or the usual ones where none is
     * @throws SeawallException where the bucket cannot be reached or has none of them
     */
    public void fromBucket(URI base, Set<String> ecosystems) {
        run("update the advisory database from " + base, () -> {
            try (Downloads downloads = new Downloads(net)) {
                Path copy = home.cache()
                        .resolve("feeds")
                        .resolve(Digest.sha256(base.toString().getBytes(StandardCharsets.UTF_8))
                                .hex()
                                .substring(0, 16));
                BucketMirror mirror = new BucketMirror(base, copy, downloads);
                List<String> changed = refresh(mirror, wanted(mirror, ecosystems));
                ExploitData exploits = exploits(base, copy, downloads);
                build(canonical(new TreeSet<>(changed)), builder -> {
                    for (String ecosystem : changed) {
                        progress.accept("building " + ecosystem);
                        mirror.read(ecosystem, new BuilderSink(builder, canonical(Set.of(ecosystem))));
                    }
                    return exploits;
                });
            }
        });
    }

    private Set<String> wanted(BucketMirror mirror, Set<String> asked) throws IOException {
        if (!asked.isEmpty()) {
            return asked;
        }
        Set<String> installed = new TreeSet<>();
        for (Catalog.Table table : database.catalog().tables()) {
            if (table.kind() == Catalog.Kind.PACKAGES && !table.display().isEmpty()) {
                installed.add(EcosystemName.base(table.display()));
            }
        }
        if (!installed.isEmpty()) {
            return installed;
        }
        List<String> offered = mirror.ecosystems();
        Set<String> usual = new TreeSet<>(USUAL);
        if (!offered.isEmpty()) {
            usual.retainAll(offered);
        }
        return usual;
    }

    /** Those that changed, or that are not installed yet although the copy of them is current. */
    private List<String> refresh(BucketMirror mirror, Set<String> wanted) throws IOException {
        Catalog catalog = database.catalog();
        List<String> changed = new ArrayList<>();
        for (String ecosystem : wanted) {
            progress.accept("fetching " + ecosystem);
            String canonical = EcosystemName.canonical(ecosystem);
            boolean installed =
                    catalog.tables().stream().anyMatch(table -> table.base().equals(canonical));
            if (mirror.refresh(ecosystem) || !installed) {
                changed.add(ecosystem);
            }
        }
        return changed;
    }

    /** The exploit lists: beside the bucket's ecosystems where they lie there, else, for OSV's own, from their makers. */
    private ExploitData exploits(URI base, Path copy, Downloads downloads) throws IOException {
        boolean own = base.equals(OSV);
        URI root = base.toString().endsWith("/") ? base : URI.create(base + "/");
        URI kev = own ? KEV : root.resolve("kev/known_exploited_vulnerabilities.json");
        URI epss = own ? EPSS : root.resolve("epss/epss_scores-current.csv.gz");
        progress.accept("fetching KEV and EPSS");
        Path kevFile = copy.resolve("kev.json");
        Path epssFile = copy.resolve("epss.csv.gz");
        ExploitData all = ExploitData.NONE;
        if (downloads.fetch(kev, "", kevFile, MAX_LIST_BYTES).outcome() == Outcome.FETCHED) {
            try (InputStream in = Files.newInputStream(kevFile)) {
                all = all.with(ExploitFeeds.kev(in));
            }
        }
        if (downloads.fetch(epss, "", epssFile, MAX_LIST_BYTES).outcome() == Outcome.FETCHED) {
            try (InputStream in = Files.newInputStream(epssFile)) {
                all = all.with(ExploitFeeds.epss(in, true));
            }
        }
        return all;
    }

    private interface Filling {
        ExploitData fill(StoreBuilder builder) throws IOException;
    }

    private void build(Set<String> replaced, Filling filling) throws IOException {
        database.locked(() -> {
            Path built = Files.createTempDirectory(database.folder(), ".building-");
            try (StoreBuilder builder = new StoreBuilder(built)) {
                ExploitData exploits = filling.fill(builder);
                Catalog fresh = builder.finish(exploits);
                if (fresh.tables().isEmpty() && database.catalog().tables().isEmpty()) {
                    throw new IOException("it holds no advisory of the ecosystems asked for");
                }
                database.install(built, fresh, replaced.isEmpty() ? bases(fresh) : replaced);
            } finally {
                FolderDatabase.delete(built);
            }
            return true;
        });
    }

    private static Set<String> bases(Catalog fresh) {
        Set<String> bases = new TreeSet<>();
        fresh.tables().forEach(table -> bases.add(table.base()));
        return bases;
    }

    private static Set<String> canonical(Set<String> ecosystems) {
        Set<String> canonical = new TreeSet<>();
        ecosystems.forEach(each -> canonical.add(EcosystemName.base(EcosystemName.canonical(each))));
        return canonical;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void run(String tried, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new SeawallException(
                    tried,
                    Database.reason(e),
                    "Check the address or folder and try again; the database that is installed was not touched",
                    e);
        }
    }
}
