package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packages of one file, each name and version once: the first mention counts, and a package needed for production
 * anywhere is a production package.
 */
public final class PackageList {
    private final String ecosystem;
    private final String path;
    private final Map<List<String>, Package> packages = new LinkedHashMap<>();

    /** An empty list for the file at a path. */
    public PackageList(String ecosystem, String path) {
        this.ecosystem = ecosystem;
        this.path = path;
    }

    /** Adds a package of this file; nothing where it has no name. */
    public void add(String name, String version, int line, Scope scope) {
        add(Package.of(ecosystem, name, version, path, line).withScope(scope));
    }

    /** Adds a package, merged with an earlier mention of the same name and version. */
    public void add(Package pkg) {
        if (!pkg.name().isBlank()) {
            packages.merge(List.of(pkg.name(), pkg.version()), pkg, PackageList::merge);
        }
    }

    private static Package merge(Package first, Package next) {
        return next.scope() == Scope.PROD ? first.withScope(Scope.PROD) : first;
    }

    /** What was added, as a reading. */
    public Reading reading() {
        return Reading.of(new ArrayList<>(packages.values()));
    }
}
