package dev.seawall.engine.net;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Authorizer.Purpose;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Client of OCI and Docker registries (distribution-spec 1.1). Thread-safe; one object serves every registry and keeps
 * tokens and connections. Every method takes the repository from the reference; those that read throw
 * {@link RegistryException} for an answer of the registry and another {@link IOException} where there was none.
 */
public final class RegistryClient implements Closeable {
    static final int MAX_MANIFEST_BYTES = 4 << 20;
    private static final String ACCEPT = String.join(", ", MediaTypes.MANIFESTS) + ", */*;q=0.1";

    private final HttpTransport transport;
    private final RegistryCalls calls;
    private final BlobReads blobs;
    private final Listings listings;
    private final Uploads uploads;

    /** Opens a client; nothing is sent yet. */
    public RegistryClient(RegistryOptions options) {
        this.transport = new HttpTransport(options);
        this.calls = new RegistryCalls(transport, new Authorizer(transport, options));
        this.blobs = new BlobReads(calls, transport, options);
        this.listings = new Listings(this, calls);
        this.uploads = new Uploads(this, calls);
    }

    /** The manifest or index the reference names; at most 4 MiB, its digest verified where the reference has one. */
    public FetchedManifest manifest(ImageRef ref) throws IOException {
        HttpCall call = calls.get(ref, "/manifests/" + ref.reference()).with("Accept", ACCEPT);
        try (HttpAnswer answer = calls.successful(call, pull(ref))) {
            byte[] content = answer.bytes(MAX_MANIFEST_BYTES);
            Digest asked = ref.digest();
            Digest digest = asked == null ? stated(answer) : asked;
            Digest verified = digest == null ? Digest.sha256(content) : digest;
            return new FetchedManifest(answer.mediaType(), verified, Digests.verified(verified, content));
        }
    }

    private static @Nullable Digest stated(HttpAnswer answer) {
        try {
            return Digest.parse(answer.header("Docker-Content-Digest"));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * What the registry says about the manifest without sending it, or empty where it is not there. The digest is its
     * word only; where it states none, the manifest is fetched.
     */
    public Optional<ManifestHead> head(ImageRef ref) throws IOException {
        HttpCall call = calls.call("HEAD", ref, "/manifests/" + ref.reference()).with("Accept", ACCEPT);
        try (HttpAnswer answer = calls.successful(call, pull(ref))) {
            Digest digest = stated(answer);
            if (digest == null) {
                FetchedManifest fetched = manifest(ref);
                return Optional.of(new ManifestHead(fetched.mediaType(), fetched.digest(), fetched.content().length));
            }
            long size = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
            return Optional.of(new ManifestHead(answer.mediaType(), digest, size));
        } catch (RegistryException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * A blob straight from the network. A broken connection is resumed where it broke. The digest is not verified; wrap
     * it by {@link Digests#verifying}.
     *
     * @param sizeBytes as its descriptor says, or -1; a longer or shorter blob is an error
     */
    public InputStream blob(ImageRef repository, Digest digest, long sizeBytes) throws IOException {
        return blobs.open(repository, digest, sizeBytes);
    }

    /** A whole blob, verified, refused beyond the limit. */
    public byte[] blobBytes(ImageRef repository, Digest digest, int limitBytes) throws IOException {
        try (InputStream in = blob(repository, digest, -1)) {
            byte[] content = in.readNBytes(limitBytes + 1);
            if (content.length > limitBytes) {
                throw new IOException("the blob " + digest + " is larger than " + limitBytes + " bytes");
            }
            return Digests.verified(digest, content);
        }
    }

    /** A layer kept outside registries, from an https address of its manifest; no credentials are sent. */
    public InputStream foreignBlob(String url, long sizeBytes) throws IOException {
        return blobs.foreign(url, sizeBytes);
    }

    /** All tags in the registry's order, at most {@code limit}. */
    public List<String> tags(ImageRef repository, int limit) throws IOException {
        return listings.tags(repository, limit);
    }

    /** Names of all repositories, at most {@code limit}; many registries refuse it. */
    public List<String> catalog(String registry, int limit) throws IOException {
        return listings.catalog(registry, limit);
    }

    /**
     * What refers to the manifest with this digest (signatures, attestations, SBOMs), by the referrers API or, where the
     * registry has none, by the fallback tag; at most 1,000. Entries are not to be trusted: fetch each and look at its
     * own fields.
     */
    public List<Descriptor> referrers(ImageRef repository, Digest subject) throws IOException {
        return listings.referrers(repository, subject);
    }

    /** True where the repository holds this blob. */
    public boolean hasBlob(ImageRef repository, Digest digest) throws IOException {
        HttpCall call = calls.call("HEAD", repository, "/blobs/" + digest);
        try (HttpAnswer answer = calls.successful(call, pull(repository))) {
            return answer.status() == 200;
        } catch (RegistryException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    /** Uploads a blob in one request unless it is there already. */
    public void pushBlob(ImageRef repository, Digest digest, byte[] content) throws IOException {
        uploads.whole(repository, digest, content);
    }

    /** Uploads a blob in chunks of 8 MiB unless it is there already, for what does not fit in memory. */
    public void pushBlob(ImageRef repository, Digest digest, long sizeBytes, BlobContent content) throws IOException {
        uploads.chunked(repository, digest, sizeBytes, content);
    }

    /** Makes a blob of another repository of the same registry part of this one; false where that is not possible. */
    public boolean mountBlob(ImageRef repository, ImageRef from, Digest digest) throws IOException {
        return uploads.mount(repository, from, digest);
    }

    /** Stores a manifest under the reference's tag or digest and returns its digest. */
    public Digest pushManifest(ImageRef ref, String mediaType, byte[] content) throws IOException {
        return uploads.manifest(ref, mediaType, content).digest();
    }

    /**
     * Stores a manifest that has a subject, under its own digest, and lists it in the fallback tag where the registry
     * has no referrers API.
     */
    public Digest pushReferrer(ImageRef repository, Digest subject, String mediaType, byte[] content)
            throws IOException {
        return uploads.referrer(repository, subject, mediaType, content);
    }

    /** Deletes the manifest with the reference's digest. */
    public void deleteManifest(ImageRef ref) throws IOException {
        HttpCall call = calls.call("DELETE", ref, "/manifests/" + ref.reference());
        calls.successful(call, Purpose.delete(ref.registry(), ref.repository())).close();
    }

    /** Asks for the registry's root, which proves that it is one and that the login holds; returns its address. */
    public URI ping(String registry) throws IOException {
        URI root = calls.root(registry);
        calls.successful(HttpCall.get(root, RegistryHosts.apiHost(registry)), new Purpose(registry, "", ""))
                .close();
        return root;
    }

    static Purpose pull(ImageRef ref) {
        return Purpose.pull(ref.registry(), ref.repository());
    }

    @Override
    public void close() {
        transport.close();
    }

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
