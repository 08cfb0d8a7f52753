package dev.seawall.engine.image;

import dev.seawall.engine.archive.Decompression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

    /** A tar, plain or compressed with gzip, zstd, xz or bzip2, that holds a file system rather than an image. */
    record TarballTarget(String name, Path path) implements ResolvedTarget {
        /** The file as it is stored. */
        public InputStream stored() throws IOException {
            return Files.newInputStream(path);
        }

        /**
         * The tar in it.
         *
         * @param stored what {@link #stored} gives, or a stream that watches it
         */
        public InputStream unpack(InputStream stored) throws IOException {
            InputStream marked = new BufferedInputStream(stored, 1 << 16);
            marked.mark(16);
            Compression compression = Compression.of(marked.readNBytes(8));
            marked.reset();
            return switch (compression) {
                case NONE, GZIP, ZSTD -> Decompression.open(marked);
                case XZ, BZIP2 -> compression.open(marked);
            };
        }
    }

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
