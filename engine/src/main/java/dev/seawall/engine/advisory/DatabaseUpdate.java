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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
     * As {@link #fromBucket} or {@link #fromFolder}, whichever the source means.
     *
     * @param source folder, or {@code file:}, {@code https:} or {@code http:} address
     */
    public void from(String source, Set<String> ecosystems) {
        if (isRemote(source)) {
            fromBucket(address(source), ecosystems);
        } else {
            fromFolder(folder(source), ecosystems);
        }
    }

    static boolean isRemote(String source) {
        return source.startsWith("https://") || source.startsWith("http://");
    }

    private static Path folder(String source) {
        return source.startsWith("file:") ? Path.of(address(source)) : Path.of(source);
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new SeawallException("read the address " + text, "it is malformed", "Give a URL or a folder", e);
        }
    }

    /**
     * Those ecosystems of a set that a source has, as it spells them.
     *
     * @param wanted without release
     * @throws IOException where the source does not answer
     */
    SortedSet<String> offered(String source, Set<String> wanted) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        if (isRemote(source)) {
            try (Downloads downloads = new Downloads(net)) {
                names.addAll(new BucketMirror(address(source), copyOf(home, source), downloads).ecosystems());
            }
        } else {
            names.addAll(OsvFolder.list(folder(source)).ecosystems());
        }
        if (names.isEmpty()) {
            names.addAll(wanted);
        }
        Set<String> canonical = canonical(wanted);
        names.removeIf(each -> !canonical.contains(EcosystemName.canonical(each)));
        return names;
    }

    /**
     * As {@link #from}, but an ecosystem that cannot be had does not keep the others away.
     *
     * @return what could not be had and why
     */
    List<String> fromLeniently(String source, Set<String> ecosystems) {
        List<String> problems = new ArrayList<>();
        if (isRemote(source)) {
            bucket(address(source), ecosystems, problems::add);
        } else {
            fromFolder(folder(source), ecosystems);
        }
        return problems;
    }

    /** Where the copy of a bucket lies. */
    static Path copyOf(SeawallHome home, String address) {
        return home.cache()
                .resolve("feeds")
                .resolve(Digest.sha256(address.getBytes(StandardCharsets.UTF_8))
                        .hex()
                        .substring(0, 16));
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
                    OsvFolder contents =
                            OsvFolder.list(folder).only(zip -> only.isEmpty() || only.contains(canonicalBase(zip)));
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
        bucket(base, ecosystems, null);
    }

    private void bucket(URI base, Set<String> ecosystems, @Nullable Consumer<String> failures) {
        run("update the advisory database from " + base, () -> {
            try (Downloads downloads = new Downloads(net)) {
                Path copy = copyOf(home, base.toString());
                BucketMirror mirror = new BucketMirror(base, copy, downloads);
                Set<String> wanted = wanted(mirror, ecosystems);
                Set<String> changed = new TreeSet<>(refresh(mirror, wanted, failures));
                if (failures == null) {
                    changed.addAll(new VendorFeeds(base, copy, downloads).refresh(wanted, progress));
                }
                ExploitData exploits = exploits(base, copy, downloads);
                if (failures == null) {
                    build(mirror, changed, copy, exploits);
                    return;
                }
                for (String ecosystem : changed) {
                    orElse(ecosystem, failures, () -> build(mirror, Set.of(ecosystem), copy, exploits));
                }
            }
        });
    }

    private void build(BucketMirror mirror, Set<String> changed, Path copy, ExploitData exploits) throws IOException {
        build(canonical(changed), builder -> {
            for (String ecosystem : changed) {
                progress.accept("building " + ecosystem);
                BuilderSink sink = new BuilderSink(builder, canonical(Set.of(ecosystem)));
                mirror.read(ecosystem, sink);
                VendorFeeds.read(copy, ecosystem, sink);
            }
            return exploits;
        });
    }

    /** Takes a step for an ecosystem; where it fails, that is told, or, with nobody to tell, thrown. */
    private static void orElse(String ecosystem, @Nullable Consumer<String> failures, Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            if (failures == null) {
                throw e;
            }
            failures.accept("No advisories of " + ecosystem + " could be fetched: " + Database.reason(e));
        }
    }

    private Set<String> wanted(BucketMirror mirror, Set<String> asked) throws IOException {
        if (!asked.isEmpty()) {
            return asked;
        }
        Set<String> installed = new TreeSet<>();
        for (Catalog.Table table : database.catalog().tables()) {
            if (Database.isOfPackages(table)) {
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
    private List<String> refresh(BucketMirror mirror, Set<String> wanted, @Nullable Consumer<String> failures)
            throws IOException {
        Set<String> installed = database.installed();
        Set<String> current = new TreeSet<>();
        List<String> changed = new ArrayList<>();
        for (String ecosystem : wanted) {
            progress.accept("fetching " + ecosystem);
            orElse(ecosystem, failures, () -> {
                boolean news = mirror.refresh(ecosystem);
                String canonical = EcosystemName.canonical(ecosystem);
                boolean rebuild = news || !installed.contains(canonical);
                (rebuild ? changed : current).add(rebuild ? ecosystem : canonical);
            });
        }
        database.foundCurrent(current);
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
        ecosystems.forEach(each -> canonical.add(canonicalBase(each)));
        return canonical;
    }

    private static String canonicalBase(String ecosystem) {
        return EcosystemName.base(EcosystemName.canonical(ecosystem));
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
