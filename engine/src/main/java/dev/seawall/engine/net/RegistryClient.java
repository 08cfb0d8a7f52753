package dev.seawall.engine.net;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Client of OCI and Docker registries (distribution-spec 1.1). Thread-safe; one object serves every registry and keeps
 * tokens and connections. Every method takes the repository from the reference; those that read throw
 * {@link RegistryException} for an answer of the registry and another {@link IOException} where there was none.
 */
public final class RegistryClient implements Closeable {

    /** Opens a client; nothing is sent yet. */
    public RegistryClient(RegistryOptions options) {}

    /** The manifest or index the reference names; at most 4 MiB, its digest verified where the reference has one. */
    public FetchedManifest manifest(ImageRef ref) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** What the registry says about the manifest without sending it, or empty where it is not there. */
    public Optional<ManifestHead> head(ImageRef ref) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * A blob straight from the network. A broken connection is resumed where it broke. The digest is not verified; wrap
     * it by {@link Digests#verifying}.
     *
     * @param sizeBytes as its descriptor says, or -1; a longer or shorter blob is an error
     */
    public InputStream blob(ImageRef repository, Digest digest, long sizeBytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** A whole blob, verified, refused beyond the limit. */
    public byte[] blobBytes(ImageRef repository, Digest digest, int limitBytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** All tags in the registry's order, at most {@code limit}. */
    public List<String> tags(ImageRef repository, int limit) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Names of all repositories, at most {@code limit}; many registries refuse it. */
    public List<String> catalog(String registry, int limit) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * What refers to the manifest with this digest (signatures, attestations, SBOMs), by the referrers API or, where the
     * registry has none, by the fallback tag. Entries are not to be trusted: fetch each and look at its own fields.
     */
    public List<Descriptor> referrers(ImageRef repository, Digest subject) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** True where the repository holds this blob. */
    public boolean hasBlob(ImageRef repository, Digest digest) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Uploads a blob in one request unless it is there already. */
    public void pushBlob(ImageRef repository, Digest digest, byte[] content) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Uploads a blob in chunks, for what does not fit in memory; the content is opened again where a try failed. */
    public void pushBlob(ImageRef repository, Digest digest, long sizeBytes, BlobContent content) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Stores a manifest under the reference's tag or digest. */
    public Digest pushManifest(ImageRef ref, String mediaType, byte[] content) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores a manifest that has a subject, under its own digest, and lists it in the fallback tag where the registry
     * has no referrers API.
     */
    public Digest pushReferrer(ImageRef repository, Digest subject, String mediaType, byte[] content)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Deletes the manifest with the reference's digest. */
    public void deleteManifest(ImageRef ref) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    /** Opens the content to upload from its first byte. */
    @FunctionalInterface
    public interface BlobContent {
        /** A fresh stream, closed by the caller. */
        InputStream open() throws IOException;
    }

    /**
     * What HEAD says of a manifest.
     *
     * @param sizeBytes -1 where unknown
     */
    public record ManifestHead(String mediaType, Digest digest, long sizeBytes) {}
}
