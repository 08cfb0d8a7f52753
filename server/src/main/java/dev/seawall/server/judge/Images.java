package dev.seawall.server.judge;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.FetchedManifest;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryOptions;
import java.io.Closeable;
import java.io.IOException;

/** Where images lie, as the judge reads them. Thread-safe. */
public final class Images implements Closeable {
    private final RegistryOptions options;
    private final RegistryClient client;

    /** Reads from registries by these options. */
    public Images(RegistryOptions options) {
        this.options = options;
        this.client = new RegistryClient(options);
    }

    /** How registries are reached. */
    public RegistryOptions options() {
        return options;
    }

    /** A client of its own, for those who close it. */
    RegistryClient fresh() {
        return new RegistryClient(options);
    }

    /** A manifest, verified where the reference has a digest. */
    public FetchedManifest manifest(ImageRef ref) throws IOException {
        return client.manifest(ref);
    }

    /** A whole blob, verified. */
    byte[] blob(ImageRef repository, Digest digest, int limitBytes) throws IOException {
        return client.blobBytes(repository, digest, limitBytes);
    }

    @Override
    public void close() {
        client.close();
    }
}
