package dev.seawall.engine.scan;

import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.Layer;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a target holds, before anything is judged. Every list has a fixed order, whatever the order of reading.
 *
 * @param os from the visible os-release, else {@link Os#NONE}
 * @param packages visible ones, with layer and covering package, by ecosystem, path and line
 * @param files the visible files
 * @param hits of detectors, those in hidden files included, by path, line and id
 * @param statuses of files that could not be read as they should
 * @param kept content of well-known small files such as {@code etc/passwd}
 * @param layers bottom first; empty for a directory
 * @param config of the image, or null for a directory
 */
public record Inventory(
        Os os,
        List<Package> packages,
        FileTable files,
        List<FoundHit> hits,
        List<FileStatus> statuses,
        KeptFiles kept,
        List<Layer> layers,
        @Nullable ImageConfig config) {

    public Inventory {
        packages = List.copyOf(packages);
        hits = List.copyOf(hits);
        statuses = List.copyOf(statuses);
        layers = List.copyOf(layers);
    }

    /** The inventory of a target that is only described: packages, but no files. */
    public static Inventory of(Os os, List<Package> packages) {
        KeptFiles nothing = new KeptFiles(Map.of(), FileTable.EMPTY);
        return new Inventory(os, packages, FileTable.EMPTY, List.of(), List.of(), nothing, List.of(), null);
    }

    /** This inventory with more packages and statuses than its own files gave. */
    Inventory with(Os newOs, List<Package> newPackages, List<FileStatus> newStatuses) {
        return new Inventory(newOs, newPackages, files, hits, newStatuses, kept, layers, config);
    }

    /** This inventory with so many of its lowest layers marked as the base image's. */
    Inventory withBaseLayers(int count) {
        List<Layer> marked = new ArrayList<>();
        for (Layer layer : layers) {
            marked.add(new Layer(layer.digest(), layer.diffId(), layer.command(), marked.size() < count));
        }
        return new Inventory(os, packages, files, hits, statuses, kept, marked, config);
    }
}
