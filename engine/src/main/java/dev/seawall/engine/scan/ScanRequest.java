package dev.seawall.engine.scan;

import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import java.time.LocalDate;

/**
 * One scan that was asked for.
 *
 * @param target as the user gave it: image reference, archive, layout, directory or SBOM, with or without scheme prefix
 * @param reading what to look for and how much to read
 * @param source how images are found and opened
 * @param matching how advisories are matched
 * @param today the day that decides what has reached its end of life
 */
public record ScanRequest(
        String target, ScanOptions reading, SourceOptions source, MatchOptions matching, LocalDate today) {}
