package dev.seawall.engine.advisory;

import dev.seawall.engine.model.DatabaseInfo;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedSet;

/** Holds advisories by canonical ecosystem and package name; in memory or in mapped files. */
interface Shelf extends AutoCloseable {
    /** Advisories about a package, in id order, withdrawn ones included. */
    List<Advisory> find(String ecosystem, String name) throws IOException;

    boolean has(String ecosystem);

    /** Advisories that carry an id, or name it as alias or upstream; each with all packages it speaks of here. */
    List<Advisory> named(String id) throws IOException;

    /** Everything any record says of how bad a CVE is, in source order. */
    List<Rating> ratings(String cve) throws IOException;

    boolean knownExploited(String cve) throws IOException;

    OptionalDouble epss(String cve) throws IOException;

    /** Ecosystems with data, as their records spell them. */
    SortedSet<String> ecosystems();

    DatabaseInfo info();

    @Override
    void close();
}
