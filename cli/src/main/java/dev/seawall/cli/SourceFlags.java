package dev.seawall.cli;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.net.Platform;
import dev.seawall.engine.net.RegistryOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens an image: platform, network, certificates. */
final class SourceFlags {
    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Platform of a multi-platform image (default: this machine's)")
    @Nullable
    String platform;

    @Option(names = "--offline", description = "Never touch the network")
    boolean offline;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "PEM file of further certificate authorities to trust")
    @Nullable
    Path caFile;

    @Option(
            names = "--insecure-registry",
            paramLabel = "HOST",
            split = ",",
            description = "Registry that may be spoken to over plain HTTP or unverified TLS; may be repeated")
    List<String> insecureRegistries = new ArrayList<>();

    SourceOptions toOptions() {
        RegistryOptions registry =
                RegistryOptions.defaults().withCaFile(caFile).withInsecure(Set.copyOf(insecureRegistries));
        SourceOptions options =
                SourceOptions.of(registry).withOffline(offline).withNotes(note -> System.err.println("note: " + note));
        return platform == null ? options : options.withPlatform(Platform.parse(platform));
    }

    SeawallHome home() {
        return SeawallHome.resolve();
    }
}
