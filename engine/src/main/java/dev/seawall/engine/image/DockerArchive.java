package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code docker save} and its many imitators write: {@code manifest.json} lists images, each with a configuration
 * and layers by path. Docker 25 and later write an OCI layout around the same files; its manifest gives the digest.
 */
final class DockerArchive {
    private static final String MANIFEST = "manifest.json";
    private static final int MAX_CONFIG_BYTES = 8 << 20;
    private static final int MAX_OCI_ENTRIES = 64;
    private static final Pattern CONFIG_NAME = Pattern.compile("(?:.*[/:])?([0-9a-f]{64})(?:\\.json)?");
    private static final Pattern BLOB_PATH = Pattern.compile("blobs/(sha256|sha512)/([0-9a-f]+)");

    private final BlobStore files;

    DockerArchive(BlobStore files) {
        this.files = files;
    }

    static boolean isArchive(BlobStore files) {
        return files.has(MANIFEST);
    }

    /**
     * Opens one image; closing it closes the files.
     *
     * @param choice a tag, full name or image id, or null for the first image
     */
    OpenedImage open(String name, @Nullable String choice, SourceOptions options) throws IOException {
        JsonNode images = Json.parse(files.read(MANIFEST, ManifestDocument.MAX_BYTES));
        if (!images.isArray() || images.isEmpty()) {
            throw new MalformedFileException("its manifest.json lists no image");
        }
        JsonNode image = choose(images, choice, options);
        String path = text(image, "Config");
        byte[] content = files.read(clean(path), MAX_CONFIG_BYTES);
        Digest id = Digest.sha256(content);
        Matcher named = CONFIG_NAME.matcher(path);
        if (named.matches() && !named.group(1).equals(id.hex())) {
            throw new MalformedFileException("its configuration has another digest than its name says");
        }
        ImageConfig config = ImageConfig.parse(content);
        ImageFinder.requirePlatform(config, options);
        List<LayerBlob> layers = layers(image.path("Layers"), config, options);
        return new OpenedImage(name, manifestDigest(id), id, tags(image), config, layers, files);
    }

    private static JsonNode choose(JsonNode images, @Nullable String choice, SourceOptions options) throws IOException {
        if (choice == null) {
            if (images.size() > 1) {
                options.notes()
                        .accept("the archive holds " + images.size() + " images; the first was taken: "
                                + String.join(", ", tags(images.get(0))));
            }
            return images.get(0);
        }
        List<String> all = new ArrayList<>();
        for (JsonNode image : images) {
            if (isChosen(image, choice)) {
                return image;
            }
            all.addAll(tags(image));
        }
        throw new MalformedFileException("nothing in it is named " + choice + "; there is " + String.join(", ", all));
    }

    private static boolean isChosen(JsonNode image, String choice) {
        String id = choice.startsWith("@") ? choice.substring(1) : choice;
        String hex = id.startsWith("sha256:") ? id.substring(7) : id;
        boolean byId = hex.matches("[0-9a-f]{12,64}") && text(image, "Config").contains(hex);
        return byId || tags(image).stream().anyMatch(tag -> OciLayout.isNamed(tag, choice));
    }

    private List<LayerBlob> layers(JsonNode paths, ImageConfig config, SourceOptions options) throws IOException {
        List<Digest> diffIds = config.diffIds();
        if (paths.size() != diffIds.size()) {
            throw new MalformedFileException(
                    "manifest.json lists " + paths.size() + " layers, the configuration " + diffIds.size());
        }
        ImageFinder.requireFew(paths.size(), options);
        List<LayerBlob> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            layers.add(layer(clean(paths.get(i).asString("")), diffIds.get(i)));
        }
        return layers;
    }

    private LayerBlob layer(String path, Digest diffId) throws IOException {
        long size = files.sizeBytes(path);
        if (size < 0) {
            throw new MalformedFileException("the layer " + path + " is missing");
        }
        return new StoredLayer(blobDigest(path), diffId, size, () -> files.open(path));
    }

    /** Members of an OCI half are named by their digest. */
    private static @Nullable Digest blobDigest(String path) {
        Matcher blob = BLOB_PATH.matcher(path);
        try {
            return blob.matches() ? Digest.parse(blob.group(1) + ":" + blob.group(2)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The digest of the OCI manifest with this configuration, null where the archive has no sound OCI half. */
    private @Nullable Digest manifestDigest(Digest configDigest) {
        if (!OciLayout.isLayout(files)) {
            return null;
        }
        try {
            OciLayout layout = new OciLayout(files);
            for (Descriptor entry :
                    layout.entries().stream().limit(MAX_OCI_ENTRIES).toList()) {
                byte[] content = layout.manifest(entry);
                ManifestDocument document = ManifestDocument.parse(entry.mediaType(), entry.digest(), content);
                if (!document.index() && document.config().digest().equals(configDigest)) {
                    return entry.digest();
                }
            }
        } catch (IOException e) {
            return null;
        }
        return null;
    }

    private static List<String> tags(JsonNode image) {
        List<String> tags = new ArrayList<>();
        image.path("RepoTags").forEach(tag -> tags.add(tag.asString("")));
        return tags;
    }

    private static String text(JsonNode image, String key) {
        return image.path(key).asString("");
    }

    private static String clean(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }
}
