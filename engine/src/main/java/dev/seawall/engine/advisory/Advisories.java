package dev.seawall.engine.advisory;

import dev.seawall.engine.ecosystem.AdvisoryKey;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The advisory data that a scan judges by: the installed database, a folder, or the starter set that comes with
 * Seawall. Thread-safe. Close it when done: mapped files are let go.
 */
public final class Advisories implements AutoCloseable {
    private final Shelf shelf;
    private final String where;
    private final List<String> problems;
    private final Set<String> stale;

    Advisories(Shelf shelf, String where, List<String> problems) {
        this(shelf, where, problems, Set.of());
    }

    private Advisories(Shelf shelf, String where, List<String> problems, Set<String> stale) {
        this.shelf = shelf;
        this.where = where;
        this.problems = List.copyOf(problems);
        this.stale = Set.copyOf(stale);
    }

    /** This data with what else is wrong with it; close only one of the two. */
    Advisories with(List<String> moreProblems, Set<String> staleEcosystems) {
        List<String> all = new ArrayList<>(moreProblems);
        all.addAll(problems);
        Set<String> canonical = new TreeSet<>();
        staleEcosystems.forEach(each -> canonical.add(EcosystemName.canonical(each)));
        return new Advisories(shelf, where, all, canonical);
    }

    /**
     * The installed database, or the starter set where none is installed. Where one is installed but damaged, nothing is
     * known of any package, and that is a problem of the data.
     */
    public static Advisories open(SeawallHome home) {
        try {
            return Database.at(home.advisories()).open().orElseGet(Advisories::starter);
        } catch (SeawallException damaged) {
            Shelf nothing = new MemoryShelf(List.of(), ExploitData.NONE, DatabaseInfo.NONE);
            String problem = "The advisory database cannot be used: " + damaged.because()
                    + ". Run `seawall db update` to build it afresh";
            return new Advisories(nothing, "a damaged database", List.of(problem));
        }
    }

    /**
     * A folder of loose OSV records, or in OSV bucket layout, with {@code known_exploited_vulnerabilities.json} and
     * {@code epss_scores*.csv.gz} where they lie in it. Small folders are read into memory; big ones are built into a
     * store in the cache once, and again whenever a file changes.
     *
     * @throws SeawallException where the folder cannot be read or holds no advisory at all
     */
    public static Advisories folder(Path folder, SeawallHome home) {
        return FolderDatabase.open(folder, home);
    }

    /** The well-known vulnerabilities that come with Seawall. */
    public static Advisories starter() {
        return new Advisories(Starter.load(), "the starter set", List.of());
    }

    /**
     * The advisories about one package, withdrawn ones left out, in id order; each with what it says of this package
     * only. The version of the key is not looked at.
     *
     * @throws SeawallException where the store is damaged
     */
    public List<Advisory> find(AdvisoryKey key) {
        String ecosystem = EcosystemName.canonical(key.ecosystem());
        String name = EcosystemName.canonicalPackage(ecosystem, key.name());
        List<Advisory> standing = new ArrayList<>();
        try {
            for (Advisory advisory : shelf.find(ecosystem, name)) {
                if (!advisory.withdrawn()) {
                    standing.add(advisory);
                }
            }
        } catch (IOException e) {
            throw damaged(e);
        }
        return standing;
    }

    /** Whether anything is known of an ecosystem or release, named as OSV does: {@code Debian:12}. */
    public boolean hasData(String ecosystem) {
        return shelf.has(EcosystemName.canonical(ecosystem));
    }

    /** Whether the data of an ecosystem or release was not looked after for longer than the user wants. */
    public boolean isStale(String ecosystem) {
        return stale.contains(EcosystemName.base(EcosystemName.canonical(ecosystem)));
    }

    /** Advisories with this id, or that name it as alias or upstream, in any case; withdrawn ones included. */
    public List<Advisory> named(String id) {
        return reading(() -> shelf.named(id.strip().toUpperCase(Locale.ROOT)));
    }

    /** Everything that is said of how bad a CVE is, whatever package it is about; in source order. */
    public List<Rating> ratings(String cve) {
        return reading(() -> shelf.ratings(cve));
    }

    /** Whether a CVE is on the list of those known to be exploited. */
    public boolean knownExploited(String cve) {
        return reading(() -> shelf.knownExploited(cve));
    }

    /** The EPSS probability, from 0 to 1, that a CVE is exploited in the next 30 days; empty where unknown. */
    public OptionalDouble epss(String cve) {
        return reading(() -> shelf.epss(cve));
    }

    /** Every ecosystem and release with data, as the records spell them. */
    public SortedSet<String> ecosystems() {
        return shelf.ecosystems();
    }

    /** What the data is: newest change, the date of each source, and what is wrong with it. */
    public DatabaseInfo info() {
        return shelf.info().with(problems);
    }

    /** What could not be read of the data and was left out, in words; empty where all of it was read. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        shelf.close();
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private SeawallException damaged(IOException e) {
        return new SeawallException(
                "look up advisories in " + where,
                String.valueOf(e.getMessage()),
                "Run `seawall db update` to build the database afresh",
                e);
    }
}
