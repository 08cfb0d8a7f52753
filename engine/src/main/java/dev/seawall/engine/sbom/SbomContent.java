package dev.seawall.engine.sbom;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Package;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a software bill of material states.
 *
 * @param format in words, for example {@code CycloneDX 1.5 JSON}
 * @param name of what it describes; empty where it does not say
 * @param digest of the image it describes, or null
 * @param os the operating system it names, {@link Os#NONE} where none; {@code eol} is never set
 * @param packages in the order of the document
 * @param warnings components that could not be understood, as sentences
 */
public record SbomContent(
        String format, String name, @Nullable Digest digest, Os os, List<Package> packages, List<String> warnings) {
    public SbomContent {
        packages = List.copyOf(packages);
        warnings = List.copyOf(warnings);
    }
}
