package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Location;
import org.jspecify.annotations.Nullable;

/**
 * What a detector saw, with the place it has in the stacked target.
 *
 * @param detector id of the detector
 * @param file the file it looked into
 * @param location path ({@code !/} inside archives), lines, layer, and whether a later layer hides the file
 * @param owner purl of the distribution package that owns the file, or null
 */
public record FoundHit(
        String detector,
        Hit hit,
        FileEntry file,
        Location location,
        @Nullable String owner) {}
