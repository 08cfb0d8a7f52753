package dev.seawall.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of an OCI layout directory; links that leave it are not followed. */
final class DirectoryBlobs implements BlobStore {
    private final Path root;

    DirectoryBlobs(Path directory) throws IOException {
        this.root = directory.toRealPath();
    }

    @Override
    public boolean has(String path) {
        return file(path) != null;
    }

    @Override
    public long sizeBytes(String path) {
        Path file = file(path);
        try {
            return file == null ? -1 : Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        Path file = file(path);
        if (file == null) {
            throw new IOException(path + " is missing in " + root);
        }
        return Files.newInputStream(file);
    }

    private @Nullable Path file(String path) {
        try {
            Path real = root.resolve(path).toRealPath();
            return real.startsWith(root) && Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) ? real : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    @Override
    public void close() {}
}
