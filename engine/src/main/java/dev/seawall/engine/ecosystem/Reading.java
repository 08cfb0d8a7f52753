package dev.seawall.engine.ecosystem;

import dev.seawall.engine.model.Package;
import java.util.List;

/**
 * What one file told.
 *
 * @param packages in file order
 * @param owned which files belong to which package, where this file says so
 */
public record Reading(List<Package> packages, List<OwnedFiles> owned) {
    /** A file that told nothing. */
    public static final Reading NOTHING = new Reading(List.of(), List.of());

    public Reading {
        packages = List.copyOf(packages);
        owned = List.copyOf(owned);
    }

    /** Packages only. */
    public static Reading of(List<Package> packages) {
        return new Reading(packages, List.of());
    }

    /**
     * The files of one package.
     *
     * @param packageName name of the package in the same ecosystem
     * @param paths relative to the root, without a leading slash
     */
    public record OwnedFiles(String packageName, List<String> paths) {
        public OwnedFiles {
            paths = List.copyOf(paths);
        }
    }
}
