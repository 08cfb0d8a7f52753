package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.Digests;
import dev.seawall.engine.net.MediaTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An OCI image layout, as a directory or inside a tar. */
final class OciLayout implements ImageContent {
    static final String MARKER = "oci-layout";
    private static final String INDEX = "index.json";
    private static final String REF_NAME = "org.opencontainers.image.ref.name";
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private final BlobStore blobs;

    OciLayout(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** True where the files make a layout; some writers leave the marker out. */
    static boolean isLayout(BlobStore blobs) {
        return blobs.has(INDEX);
    }

    /**
     * Opens one image of it; closing the image closes the files.
     *
     * @param choice a tag, a full name, a digest, or null for whatever is there
     */
    OpenedImage open(String name, @Nullable String choice, SourceOptions options) throws IOException {
        byte[] bytes = blobs.read(INDEX, ManifestDocument.MAX_BYTES);
        ManifestDocument index = ManifestDocument.parse(MediaTypes.OCI_INDEX, Digest.sha256(bytes), bytes);
        ImageFinder finder = new ImageFinder(this, options);
        if (choice != null && choice.startsWith("@")) {
            return finder.find(name, pinned(choice.substring(1)), List.of());
        }
        List<Descriptor> entries = chosen(index.manifests(), choice);
        List<String> tags =
                entries.stream().flatMap(e -> names(e).stream()).distinct().toList();
        return finder.find(name, restricted(index, entries), tags);
    }

    /** Every manifest listed at the top, for archives that are Docker's and OCI's at once. */
    List<Descriptor> entries() throws IOException {
        byte[] bytes = blobs.read(INDEX, ManifestDocument.MAX_BYTES);
        return ManifestDocument.parse(MediaTypes.OCI_INDEX, Digest.sha256(bytes), bytes)
                .manifests();
    }

    private ManifestDocument pinned(String digest) throws IOException {
        Digest wanted;
        try {
            wanted = Digest.parse(digest);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException("what stands after @ is no digest: " + digest, e);
        }
        byte[] content = Digests.verified(wanted, blobs.read(path(wanted), ManifestDocument.MAX_BYTES));
        return ManifestDocument.parse("", wanted, content);
    }

    private static List<Descriptor> chosen(List<Descriptor> entries, @Nullable String choice) throws IOException {
        if (choice == null) {
            return entries;
        }
        List<Descriptor> named = entries.stream()
                .filter(e -> names(e).stream().anyMatch(n -> isNamed(n, choice)))
                .toList();
        if (named.isEmpty()) {
            List<String> all = entries.stream().flatMap(e -> names(e).stream()).toList();
            throw new MalformedFileException("nothing in it is named " + choice
                    + (all.isEmpty() ? ", it states no names" : "; there is " + String.join(", ", all)));
        }
        return named;
    }

    private static List<String> names(Descriptor entry) {
        List<String> names = new ArrayList<>();
        for (String key : List.of(CONTAINERD_NAME, REF_NAME)) {
            String name = entry.annotations().get(key);
            if (name != null && !name.isBlank()) {
                names.add(name);
            }
        }
        return names;
    }

    /** Names are tags in some layouts and full references in others. */
    static boolean isNamed(String name, String choice) {
        if (name.equals(choice) || name.endsWith(":" + choice)) {
            return true;
        }
        try {
            return withTag(name).equals(withTag(choice));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ImageRef withTag(String name) {
        ImageRef ref = ImageRef.parse(name);
        return ref.tag() == null && ref.digest() == null ? ref.withTag("latest") : ref;
    }

    private static ManifestDocument restricted(ManifestDocument index, List<Descriptor> entries) {
        ObjectNode json = Json.mapper().createObjectNode();
        ArrayNode kept = json.putArray("manifests");
        entries.forEach(e -> kept.add(e.json()));
        return new ManifestDocument(index.digest(), true, json);
    }

    static String path(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex();
    }

    @Override
    public byte[] manifest(Descriptor descriptor) throws IOException {
        return blob(descriptor, ManifestDocument.MAX_BYTES);
    }

    @Override
    public byte[] blob(Descriptor descriptor, int limitBytes) throws IOException {
        return Digests.verified(descriptor.digest(), blobs.read(path(descriptor.digest()), limitBytes));
    }

    @Override
    public LayerBlob layer(Descriptor descriptor, Digest diffId) throws IOException {
        String path = path(descriptor.digest());
        long size = blobs.sizeBytes(path);
        if (size < 0) {
            String foreign = MediaTypes.isForeign(descriptor.mediaType()) ? ", a foreign layer kept elsewhere," : "";
            throw new MalformedFileException("the layer " + descriptor.digest() + foreign + " is missing");
        }
        if (size != descriptor.sizeBytes()) {
            throw new MalformedFileException("the layer " + descriptor.digest() + " has " + size
                    + " bytes, its manifest says " + descriptor.sizeBytes());
        }
        return new StoredLayer(descriptor.digest(), diffId, size, () -> blobs.open(path));
    }

    @Override
    public void close() throws IOException {
        blobs.close();
    }
}
