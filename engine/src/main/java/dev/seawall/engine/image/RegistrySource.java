package dev.seawall.engine.image;

import dev.seawall.engine.image.ResolvedTarget.ImageTarget;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.FetchedManifest;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** An image in a registry: manifests and configuration are fetched at once, layers stream from the network when read. */
final class RegistrySource implements ImageContent {
    private final RegistryClient client;
    private final ImageRef repository;
    private final boolean ownClient;

    private RegistrySource(RegistryClient client, ImageRef repository, boolean ownClient) {
        this.client = client;
        this.repository = repository;
        this.ownClient = ownClient;
    }

    static Image open(ImageTarget target, SourceOptions options) throws IOException {
        if (options.offline()) {
            throw new IOException("registries are not asked with --offline");
        }
        ImageRef ref = reference(target.reference());
        RegistryClient client = new RegistryClient(options.registry());
        try {
            return open(target.name(), ref, client, true, options);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    static OpenedImage open(String name, ImageRef ref, RegistryClient client, boolean ownClient, SourceOptions options)
            throws IOException {
        FetchedManifest fetched = client.manifest(ref);
        ManifestDocument root = ManifestDocument.parse(fetched.mediaType(), fetched.digest(), fetched.content());
        RegistrySource source = new RegistrySource(client, ref, ownClient);
        String tag = ref.tag() == null && ref.digest() == null
                ? ref.withTag("latest").toString()
                : ref.toString();
        List<String> tags = List.of(tag, ref.withDigest(fetched.digest()).toString());
        return new ImageFinder(source, options)
                .find(name, root, tags.stream().distinct().toList());
    }

    private static ImageRef reference(String text) throws IOException {
        try {
            return ImageRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public byte[] manifest(Descriptor descriptor) throws IOException {
        return client.manifest(repository.withDigest(descriptor.digest())).content();
    }

    @Override
    public byte[] blob(Descriptor descriptor, int limitBytes) throws IOException {
        return client.blobBytes(repository, descriptor.digest(), limitBytes);
    }

    @Override
    public LayerBlob layer(Descriptor descriptor, Digest diffId) {
        return new StoredLayer(descriptor.digest(), diffId, descriptor.sizeBytes(), () -> stream(descriptor));
    }

    private InputStream stream(Descriptor descriptor) throws IOException {
        try {
            return client.blob(repository, descriptor.digest(), descriptor.sizeBytes());
        } catch (RegistryException e) {
            if (!e.isNotFound() || !MediaTypes.isForeign(descriptor.mediaType())) {
                throw e;
            }
            return foreign(descriptor, e);
        }
    }

    /** Layers their vendor does not allow to be redistributed are fetched where the vendor keeps them. */
    private InputStream foreign(Descriptor descriptor, RegistryException absent) throws IOException {
        for (String url : descriptor.urls()) {
            if (url.startsWith("https://")) {
                return client.foreignBlob(url, descriptor.sizeBytes());
            }
        }
        throw absent;
    }

    @Override
    public void close() {
        if (ownClient) {
            client.close();
        }
    }
}
