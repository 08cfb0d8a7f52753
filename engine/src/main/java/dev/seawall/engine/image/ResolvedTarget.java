package dev.seawall.engine.image;

import java.nio.file.Path;
import java.util.List;

/** What the word after {@code seawall scan} names. */
public sealed interface ResolvedTarget {
    /** As the user gave it. */
    String name();

    /**
     * An image; open it by {@link ImageSources#open(ImageTarget, SourceOptions)}.
     *
     * @param reference without the scheme prefix
     * @param sources where to look, in order
     */
    record ImageTarget(String name, String reference, List<Source> sources) implements ResolvedTarget {
        public ImageTarget {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A directory.
     *
     * @param rootFileSystem true where it looks like the root of a system rather than a project
     */
    record DirectoryTarget(String name, Path path, boolean rootFileSystem) implements ResolvedTarget {}

    /** An SBOM document. */
    record SbomTarget(String name, Path path) implements ResolvedTarget {}

    /** Where an image can come from. */
    enum Source {
        DOCKER,
        PODMAN,
        CONTAINERD,
        REGISTRY,
        ARCHIVE,
        OCI_LAYOUT
    }
}
