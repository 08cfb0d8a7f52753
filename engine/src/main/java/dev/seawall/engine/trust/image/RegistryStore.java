package dev.seawall.engine.trust.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.FetchedManifest;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An image in a registry: signatures are referrers, or lie under tags made of the image's digest. */
public final class RegistryStore implements SignatureStore {
    private static final int MAX_CANDIDATES = 100;

    private final RegistryClient client;
    private final ImageRef ref;
    private final FetchedManifest manifest;

    private RegistryStore(RegistryClient client, ImageRef ref, FetchedManifest manifest) {
        this.client = client;
        this.ref = ref;
        this.manifest = manifest;
    }

    /**
     * Resolves the reference once; everything afterwards goes by the digest.
     *
     * @param client closed with this store
     */
    public static RegistryStore open(RegistryClient client, ImageRef ref) throws IOException {
        FetchedManifest manifest = client.manifest(ref);
        return new RegistryStore(client, ref.withDigest(manifest.digest()), manifest);
    }

    @Override
    public Digest image() {
        return manifest.digest();
    }

    @Override
    public byte[] manifest() {
        return manifest.content();
    }

    @Override
    public String repository() {
        return ref.registry() + "/" + ref.repository();
    }

    @Override
    public List<byte[]> candidates() throws IOException {
        List<byte[]> out = new ArrayList<>();
        for (Descriptor referrer : client.referrers(ref, image())) {
            if (out.size() < MAX_CANDIDATES) {
                out.add(client.manifest(ref.withDigest(referrer.digest())).content());
            }
        }
        String base = image().algorithm() + "-" + image().hex();
        tagged(base + ".sig", out);
        tagged(base + ".att", out);
        return out;
    }

    private void tagged(String tag, List<byte[]> into) throws IOException {
        try {
            into.add(client.manifest(bare().withTag(tag)).content());
        } catch (RegistryException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private ImageRef bare() {
        return ImageRef.parse(repository());
    }

    @Override
    public byte[] blob(Digest digest, int limitBytes) throws IOException {
        return client.blobBytes(ref, digest, limitBytes);
    }

    @Override
    public void pushBlob(Digest digest, byte[] content) throws IOException {
        if (!client.hasBlob(ref, digest)) {
            client.pushBlob(ref, digest, content);
        }
    }

    @Override
    public void pushReferrer(String mediaType, String artifactType, byte[] content) throws IOException {
        var unused = client.pushReferrer(ref, image(), mediaType, content);
    }

    @Override
    public void pushTagged(String suffix, TaggedLayer layer) throws IOException {
        String tag = image().algorithm() + "-" + image().hex() + suffix;
        List<byte[]> old = new ArrayList<>();
        tagged(tag, old);
        TaggedLayer.Written written = layer.addedTo(old.isEmpty() ? null : Json.parse(old.getFirst()));
        pushBlob(Digest.sha256(layer.content()), layer.content());
        pushBlob(Digest.sha256(written.config()), written.config());
        var unused = client.pushManifest(bare().withTag(tag), MediaTypes.OCI_MANIFEST, written.manifest());
    }

    @Override
    public void close() {
        client.close();
    }
}
