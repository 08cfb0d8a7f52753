package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.TrustException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A repository as a folder; what is read never lies outside it and never is larger than it may be. */
record TufFolder(Path folder) {
    static final int MAX_METADATA_BYTES = 99 * 1024;
    static final long MAX_TARGET_BYTES = 64 << 20;

    /** A file's bytes, or null where it is not there. */
    byte @Nullable [] find(String name, long maxBytes) throws TrustException {
        Path file = resolved(name);
        try {
            if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
                return null;
            }
            TrustException.require(Files.size(file) <= maxBytes, name, "it is larger than " + maxBytes + " bytes");
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(String name, long maxBytes) throws TrustException {
        byte[] content = find(name, maxBytes);
        if (content == null) {
            throw new TrustException(name, "the folder does not have it");
        }
        return content;
    }

    private Path resolved(String name) throws TrustException {
        try {
            Path file = folder.resolve(name).normalize();
            TrustException.require(file.startsWith(folder.normalize()), name, "its name leads out of the folder");
            return file;
        } catch (InvalidPathException e) {
            throw new TrustException(name, "its name is no path", e);
        }
    }
}
