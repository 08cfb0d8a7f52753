package dev.seawall.engine.image;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.net.Descriptor;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.engine.net.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the image of the platform wanted below a manifest or index. Indexes may nest to a bounded depth and each is read
 * once, so that neither deep nor diamond-shaped indexes cost more than their size.
 */
final class ImageFinder {
    private static final int MAX_DEPTH = 5;
    private static final int MAX_DOCUMENTS = 200;
    private static final int MAX_CONFIG_BYTES = 8 << 20;

    private final ImageContent content;
    private final SourceOptions options;
    private final Set<Digest> seen = new HashSet<>();

    ImageFinder(ImageContent content, SourceOptions options) {
        this.content = content;
        this.options = options;
    }

    /** One manifest that may be the one wanted; the platform is null until its configuration is read. */
    private record Candidate(
            Descriptor descriptor, @Nullable Platform platform) {}

    /**
     * The image below this document.
     *
     * @throws IOException where content is damaged, missing or no image, or no image is for the platform wanted
     */
    OpenedImage find(String name, ManifestDocument root, List<String> tags) throws IOException {
        ManifestDocument manifest = root.index() ? choose(root) : root;
        if (!manifest.isImage()) {
            throw new MalformedFileException("it is an artifact of type " + manifest.artifactType() + ", not an image");
        }
        Descriptor configuration = manifest.config();
        ImageConfig config = config(configuration);
        requirePlatform(config, options);
        return new OpenedImage(
                name, manifest.digest(), configuration.digest(), tags, config, layers(manifest, config), content);
    }

    /** The document behind a descriptor, verified; each is given out once. */
    ManifestDocument document(Descriptor descriptor) throws IOException {
        if (seen.size() >= MAX_DOCUMENTS) {
            throw new MalformedFileException("the index refers to more than " + MAX_DOCUMENTS + " documents");
        }
        seen.add(descriptor.digest());
        byte[] embedded = descriptor.data();
        byte[] bytes = embedded == null ? content.manifest(descriptor) : embedded;
        return ManifestDocument.parse(descriptor.mediaType(), descriptor.digest(), bytes);
    }

    private ImageConfig config(Descriptor descriptor) throws IOException {
        byte[] embedded = descriptor.data();
        return ImageConfig.parse(embedded == null ? content.blob(descriptor, MAX_CONFIG_BYTES) : embedded);
    }

    private List<LayerBlob> layers(ManifestDocument manifest, ImageConfig config) throws IOException {
        List<Descriptor> stored = manifest.layers();
        List<Digest> diffIds = config.diffIds();
        if (stored.size() != diffIds.size()) {
            throw new MalformedFileException("the manifest lists " + stored.size() + " layers, the configuration "
                    + diffIds.size() + ": damaged or tampered with");
        }
        requireFew(stored.size(), options);
        List<LayerBlob> layers = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            layers.add(layer(stored.get(i), diffIds.get(i)));
        }
        return List.copyOf(layers);
    }

    private LayerBlob layer(Descriptor descriptor, Digest diffId) throws IOException {
        if (descriptor.mediaType().endsWith("+encrypted")) {
            throw new MalformedFileException("its layer " + descriptor.digest() + " is encrypted");
        }
        byte[] embedded = descriptor.data();
        return embedded == null
                ? content.layer(descriptor, diffId)
                : new StoredLayer(descriptor.digest(), diffId, embedded.length, new EmbeddedBytes(embedded));
    }

    static void requireFew(int layers, SourceOptions options) throws IOException {
        if (layers > options.maxLayers()) {
            throw new MalformedFileException("it has " + layers + " layers, more than " + options.maxLayers());
        }
    }

    /** Many configurations leave the variant out: then the one asked for is believed. */
    static void requirePlatform(ImageConfig config, SourceOptions options) throws IOException {
        Platform wanted = options.platform();
        Platform found = platform(config);
        if (wanted == null || config.architecture().isEmpty()) {
            return;
        }
        Platform asked = found.variant().isEmpty() ? new Platform(wanted.os(), wanted.architecture(), "") : wanted;
        if (!asked.accepts(found)) {
            throw new MalformedFileException("it is for " + found + ", not for " + wanted);
        }
    }

    static Platform platform(ImageConfig config) {
        String os = config.os().isEmpty() ? "linux" : config.os();
        return new Platform(
                os, config.architecture(), config.json().path("variant").asString(""));
    }

    private ManifestDocument choose(ManifestDocument index) throws IOException {
        List<Candidate> all = new ArrayList<>();
        collect(index, 1, all);
        List<Candidate> fitting = fitting(all);
        if (fitting.isEmpty()) {
            throw new MalformedFileException(
                    all.isEmpty()
                            ? "its index lists no image"
                            : "it has no image for " + wanted() + "; there is " + PlatformList.of(platforms(all)));
        }
        Candidate best = fitting.getFirst();
        if (fitting.stream()
                        .filter(c -> Objects.equals(best.platform, c.platform))
                        .count()
                > 1) {
            options.notes().accept("several images for " + best.platform + "; the first was taken");
        }
        return document(best.descriptor);
    }

    private Platform wanted() {
        Platform explicit = options.platform();
        return explicit == null ? Platform.host() : explicit;
    }

    /** Those for the platform wanted, newest variant first; where none was asked for, a lone platform serves too. */
    private List<Candidate> fitting(List<Candidate> all) {
        List<Candidate> fitting = new ArrayList<>(all.stream()
                .filter(c -> c.platform != null && wanted().accepts(c.platform))
                .toList());
        fitting.sort((a, b) -> variant(b).compareTo(variant(a)));
        boolean lone = options.platform() == null && platforms(all).size() == 1;
        return fitting.isEmpty() && lone ? all : fitting;
    }

    /** A request without variant takes the plain build first, then ARM v7 before v6. */
    private static String variant(Candidate candidate) {
        String variant = candidate.platform == null ? "" : candidate.platform.variant();
        return variant.isEmpty() ? "~" : variant;
    }

    private static List<Platform> platforms(List<Candidate> all) {
        List<Platform> out = new ArrayList<>();
        all.forEach(c -> {
            if (c.platform != null && !out.contains(c.platform)) {
                out.add(c.platform);
            }
        });
        return out;
    }

    private void collect(ManifestDocument index, int depth, List<Candidate> into) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new MalformedFileException("its indexes nest deeper than " + MAX_DEPTH);
        }
        for (Descriptor entry : index.manifests()) {
            if (entry.isAttestation() || seen.contains(entry.digest())) {
                continue;
            }
            if (MediaTypes.isIndex(entry.mediaType())) {
                collect(document(entry), depth + 1, into);
            } else if (entry.platform() != null) {
                into.add(new Candidate(entry, entry.platform()));
            } else {
                unlabelled(entry, into);
            }
        }
    }

    /** An entry that states no platform: its configuration does. Artifacts are passed over. */
    private void unlabelled(Descriptor entry, List<Candidate> into) throws IOException {
        ManifestDocument document = document(entry);
        if (document.isImage()) {
            into.add(new Candidate(entry, platform(config(document.config()))));
        }
    }
}
