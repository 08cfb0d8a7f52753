package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.version.BadVersionException;
import dev.seawall.engine.version.VersionSchemes;
import java.io.IOException;
import java.util.List;

/**
 * One packaging ecosystem: where it keeps its packages, which advisories speak of them, how its versions compare.
 * Stateless and thread-safe; a pure function of bytes, without network or clock.
 */
public interface Ecosystem {
    /** The purl type, for example {@code apk}; unique. */
    String id();

    /** Raised whenever {@link #wants} or {@link #read} may answer differently, so that cached facts are read afresh. */
    default int version() {
        return 1;
    }

    /** Whether {@link #read} shall see this file; judged by path, kind and size only. */
    boolean wants(FileEntry file);

    /**
     * Reads one wanted file; called once per wanted file after the whole layer was streamed.
     *
     * @param files the file itself and what else was wanted in the same layer
     * @return packages with path, line and everything the file states, in file order; empty where it is not a package
     *     file after all
     * @throws dev.seawall.engine.files.MalformedFileException where the file is broken
     */
    Reading read(FileEntry file, SameLayerFiles files) throws IOException;

    /**
     * Completes the packages of this ecosystem once all layers are stacked: distribution names, duplicates, references
     * between files. The default changes nothing.
     */
    default List<Package> resolve(List<Package> visible, Os os) {
        return visible;
    }

    /** Where advisories about this package are filed, best first; by default nowhere. */
    default List<AdvisoryKey> advisoryKeys(Package pkg, Os os) {
        return List.of();
    }

    /** The name of its version order in {@link VersionSchemes}. */
    default String versionScheme() {
        return id();
    }

    /**
     * Orders two versions.
     *
     * @return negative, zero or positive
     * @throws BadVersionException where either does not parse; never guesses
     */
    default int compareVersions(String left, String right) throws BadVersionException {
        return VersionSchemes.named(versionScheme()).compare(left, right);
    }
}
