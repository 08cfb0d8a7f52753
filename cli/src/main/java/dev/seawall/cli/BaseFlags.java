package dev.seawall.cli;

import dev.seawall.engine.base.BaseOptions;
import dev.seawall.engine.base.KnownBases;
import dev.seawall.engine.home.SeawallHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that tell of base images. */
final class BaseFlags {
    @Option(
            names = "--base-candidate",
            paramLabel = "IMAGE",
            description =
                    "Image this one is, or might be, built from: scanned too, to say what it would change; repeat")
    List<String> candidates = new ArrayList<>();

    @Option(
            names = "--base-index",
            paramLabel = "FILE",
            description = "Known base images: NAME and the diffIDs of its layers on each line"
                    + " (default: bases.txt in the data folder, where there is one)")
    @Nullable
    Path index;

    BaseOptions toOptions(SeawallHome home) {
        Path usual = home.data().resolve("bases.txt");
        Path chosen = index == null ? usual : index;
        boolean read = index != null || Files.isRegularFile(usual);
        return new BaseOptions(candidates, read ? KnownBases.read(chosen) : KnownBases.NONE);
    }
}
