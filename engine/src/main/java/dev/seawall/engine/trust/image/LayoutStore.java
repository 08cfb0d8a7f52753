package dev.seawall.engine.trust.image;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.Digests;
import dev.seawall.engine.net.MediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An OCI layout in a folder; signatures are further entries of its index. */
public final class LayoutStore implements SignatureStore {
    private static final int MAX_MANIFEST_BYTES = 4 << 20;
    private static final String REF_NAME = "org.opencontainers.image.ref.name";
    private static final Set<String> SIGNATURE_LAYERS =
            Set.of(ImageVerifier.SIMPLE_SIGNING, ImageVerifier.ENVELOPE, "application/jose+json", "application/cose");

    private final Path folder;
    private final Descriptor image;
    private final List<Descriptor> others;

    private LayoutStore(Path folder, Descriptor image, List<Descriptor> others) {
        this.folder = folder;
        this.image = image;
        this.others = others;
    }

    /**
     * Opens a layout.
     *
     * @param choice a tag, a name or {@code @digest}; null where there is one image
     * @throws IOException where it is no layout, or has not exactly one image of that choice
     */
    public static LayoutStore open(Path folder, @Nullable String choice) throws IOException {
        List<Descriptor> images = new ArrayList<>();
        List<Descriptor> others = new ArrayList<>();
        for (JsonNode entry : index(folder).path("manifests")) {
            Descriptor descriptor = Descriptor.parse(entry);
            boolean signature = isSignature(folder, descriptor);
            (signature ? others : images).add(descriptor);
        }
        List<Descriptor> chosen =
                images.stream().filter(d -> isChosen(d, choice)).toList();
        long digests = chosen.stream().map(Descriptor::digest).distinct().count();
        if (digests != 1) {
            throw new IOException(folder + " has " + digests + " images"
                    + (choice == null ? "; name one as oci:DIR:TAG or oci:DIR@DIGEST" : " named " + choice));
        }
        return new LayoutStore(folder, chosen.getFirst(), List.copyOf(others));
    }

    private static JsonNode index(Path folder) throws IOException {
        Path file = folder.resolve("index.json");
        if (Files.size(file) > MAX_MANIFEST_BYTES) {
            throw new IOException(file + " is over 4 MiB");
        }
        return Json.parse(Files.readAllBytes(file));
    }

    private static boolean isChosen(Descriptor descriptor, @Nullable String choice) {
        if (choice == null) {
            return true;
        }
        String name = descriptor.annotations().getOrDefault(REF_NAME, "");
        return choice.equals("@" + descriptor.digest()) || name.equals(choice) || name.endsWith(":" + choice);
    }

    /** By what it is, not by what its entry says: an entry's type and name can be anything. */
    private static boolean isSignature(Path folder, Descriptor descriptor) throws IOException {
        String name = descriptor.annotations().getOrDefault(REF_NAME, "");
        if (name.matches("(?:.*:)?sha256-[0-9a-f]{64}(?:\\.(?:sig|att|sbom))?")) {
            return true;
        }
        JsonNode manifest = Json.parse(read(folder, descriptor.digest(), MAX_MANIFEST_BYTES));
        if (manifest.path("subject").isObject()) {
            return true;
        }
        for (JsonNode layer : manifest.path("layers")) {
            String type = layer.path("mediaType").asString("");
            if (SIGNATURE_LAYERS.contains(type) || type.startsWith("application/vnd.dev.sigstore.bundle")) {
                return true;
            }
        }
        return false;
    }

    private static byte[] read(Path folder, Digest digest, int limitBytes) throws IOException {
        Path file = folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
        if (Files.size(file) > limitBytes) {
            throw new IOException(file + " is over " + limitBytes + " bytes");
        }
        return Digests.verified(digest, Files.readAllBytes(file));
    }

    @Override
    public Digest image() {
        return image.digest();
    }

    @Override
    public byte[] manifest() throws IOException {
        return read(folder, image.digest(), MAX_MANIFEST_BYTES);
    }

    @Override
    public @Nullable String repository() {
        return null;
    }

    @Override
    public List<byte[]> candidates() throws IOException {
        List<byte[]> out = new ArrayList<>();
        for (Descriptor other : others) {
            byte[] content = read(folder, other.digest(), MAX_MANIFEST_BYTES);
            JsonNode manifest = Json.parse(content);
            if (manifest.path("manifests").isArray()) {
                for (JsonNode child : manifest.path("manifests")) {
                    out.add(read(folder, Descriptor.parse(child).digest(), MAX_MANIFEST_BYTES));
                }
            } else {
                out.add(content);
            }
        }
        return out;
    }

    @Override
    public byte[] blob(Digest digest, int limitBytes) throws IOException {
        return read(folder, digest, limitBytes);
    }

    @Override
    public void pushBlob(Digest digest, byte[] content) throws IOException {
        Path file = folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
        Files.createDirectories(file.getParent());
        write(file, content);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "fresh", ".tmp");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void pushReferrer(String mediaType, String artifactType, byte[] manifest) throws IOException {
        Digest digest = Digest.sha256(manifest);
        pushBlob(digest, manifest);
        ObjectNode index = (ObjectNode) index(folder);
        ArrayNode entries = index.withArray("manifests");
        ObjectNode entry = entries.addObject();
        entry.put("mediaType", mediaType).put("digest", digest.toString()).put("size", manifest.length);
        entry.put("artifactType", artifactType);
        write(folder.resolve("index.json"), index.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void pushTagged(String suffix, TaggedLayer layer) throws IOException {
        String tag = image.digest().algorithm() + "-" + image.digest().hex() + suffix;
        ObjectNode index = (ObjectNode) index(folder);
        ArrayNode kept = Json.mapper().createArrayNode();
        JsonNode old = null;
        for (JsonNode entry : index.path("manifests")) {
            if (tag.equals(entry.path("annotations").path(REF_NAME).asString(""))) {
                old = Json.parse(read(folder, Descriptor.parse(entry).digest(), MAX_MANIFEST_BYTES));
            } else {
                kept.add(entry);
            }
        }
        TaggedLayer.Written written = layer.addedTo(old);
        pushBlob(Digest.sha256(layer.content()), layer.content());
        pushBlob(Digest.sha256(written.config()), written.config());
        pushBlob(Digest.sha256(written.manifest()), written.manifest());
        ObjectNode entry = kept.addObject().put("mediaType", MediaTypes.OCI_MANIFEST);
        entry.put("digest", Digest.sha256(written.manifest()).toString()).put("size", written.manifest().length);
        entry.putObject("annotations").put(REF_NAME, tag);
        index.set("manifests", kept);
        write(folder.resolve("index.json"), index.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}
