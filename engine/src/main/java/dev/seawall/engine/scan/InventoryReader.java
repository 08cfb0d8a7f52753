package dev.seawall.engine.scan;

import dev.seawall.engine.image.Image;
import java.nio.file.Path;

/** Reads a target into an {@link Inventory}: each layer streamed once, its facts cached, the layers stacked. */
public final class InventoryReader {
    private InventoryReader() {}

    /** As {@link #read(Image, ScanOptions, Progress)}, in silence. */
    public static Inventory read(Image image, ScanOptions options) {
        return read(image, options, Progress.NONE);
    }

    /**
     * Reads an image.
     *
     * @throws dev.seawall.engine.model.SeawallException where a layer cannot be fetched, has another digest than
     *     stated, or a bound on layers or time is passed; damaged layers become statuses
     */
    public static Inventory read(Image image, ScanOptions options, Progress progress) {
        throw new UnsupportedOperationException("being written: " + image.name() + options + progress);
    }

    /** As {@link #readDirectory(Path, ScanOptions, Progress)}, in silence. */
    public static Inventory readDirectory(Path root, ScanOptions options) {
        return readDirectory(root, options, Progress.NONE);
    }

    /**
     * Reads a root file system or project directory; never follows a link, leaves or changes it.
     *
     * @throws dev.seawall.engine.model.SeawallException where the directory itself cannot be read
     */
    public static Inventory readDirectory(Path root, ScanOptions options, Progress progress) {
        throw new UnsupportedOperationException("being written: " + root + options + progress);
    }
}
