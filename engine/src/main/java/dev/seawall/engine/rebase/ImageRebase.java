package dev.seawall.engine.rebase;

import dev.seawall.engine.base.BaseFinder;
import dev.seawall.engine.base.BaseImage;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.image.ImageSources;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.Platform;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.scan.ScanRequest;
import dev.seawall.engine.scan.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts an image's own layers on the newest supported release of its base. The image itself is only read. */
public final class ImageRebase {
    private static final String DIGEST_LABEL = "org.opencontainers.image.base.digest";

    private final ScanRequest request;
    private final RegistryClient client;
    private final BaseSearch search;
    private final Scanner scanner;

    /**
     * @param request the image and how it is scanned before and after
     * @param client for bases and pushing; stays open
     */
    public ImageRebase(ScanRequest request, RegistryClient client, BaseSearch search, Scanner scanner) {
        this.request = request;
        this.client = client;
        this.search = search;
        this.scanner = scanner;
    }

    /**
     * What is wanted.
     *
     * @param base what the image was built from, or null to find it by known layers and labels
     * @param to what it shall stand on, or null for the newest supported tag of the same base
     * @param output folder for an OCI layout, empty or absent; or null
     * @param push where to push, or null
     */
    public record Wish(
            @Nullable ImageRef base,
            @Nullable ImageRef to,
            @Nullable Path output,
            @Nullable ImageRef push) {}

    /**
     * What was done.
     *
     * @param base the old base and the new
     * @param digest of the new manifest, or null where nothing is newer
     * @param findings before and after, or null where nothing is newer
     */
    public record Outcome(
            NewerBase base,
            @Nullable Digest digest,
            @Nullable FindingsChange findings) {
        /** True where there is a newer base. */
        public boolean isChange() {
            return digest != null;
        }
    }

    /**
     * Rebases; with neither output nor push only to say what would come of it.
     *
     * @throws SeawallException where the base is unknown or re-layering would not give a sound image
     * @throws IOException where a registry or a file fails
     */
    public Outcome run(Wish wish) throws IOException {
        requireEmpty(wish.output());
        try (Image app = ImageSources.open(request.target(), request.source())) {
            ImageRef base = wish.base() == null ? baseOf(app) : wish.base();
            NewerBase newer = wish.to() == null ? search.newest(base) : pinned(base, wish.to());
            SourceOptions options = request.source().withPlatform(platform(app.config()));
            try (Image oldBase = open(base, options);
                    Image newBase = open(newer.to(), options)) {
                Relayering image = new Relayering(app, oldBase, newBase, newer);
                if (oldBase.config().diffIds().equals(newBase.config().diffIds())) {
                    return new Outcome(newer, null, null);
                }
                return write(image.checked(), wish);
            }
        }
    }

    private Image open(ImageRef ref, SourceOptions options) throws IOException {
        return ImageSources.open(ref, client, options);
    }

    private NewerBase pinned(ImageRef base, ImageRef to) throws IOException {
        Optional<Digest> digest = client.head(to).map(RegistryClient.ManifestHead::digest);
        if (digest.isEmpty()) {
            throw new IOException("the registry does not have " + to.familiar());
        }
        String tag = to.tag() == null && to.digest() == null ? "latest" : to.tag();
        ImageRef exact = new ImageRef(to.registry(), to.repository(), tag, digest.get());
        return new NewerBase(base, exact, false, false);
    }

    private static Platform platform(ImageConfig config) {
        String os = config.os().isEmpty() ? "linux" : config.os();
        return new Platform(
                os, config.architecture(), config.json().path("variant").asString(""));
    }

    private void requireEmpty(@Nullable Path output) throws IOException {
        if (output != null && Files.exists(output)) {
            try (Stream<Path> files = Files.list(output)) {
                if (files.findAny().isPresent()) {
                    throw new SeawallException(
                            "write the rebased image to " + output,
                            "that folder is not empty",
                            "Name a folder that does not exist yet");
                }
            }
        }
    }

    private ImageRef baseOf(Image app) {
        BaseImage found =
                BaseFinder.find(app.tags(), app.config(), request.base().known());
        boolean certain = found.source() == BaseImage.Source.LAYERS || found.source() == BaseImage.Source.LABEL;
        String name = found.name();
        if (!certain || name == null) {
            throw unknown(app, "neither its labels nor its layers tell what it was built from");
        }
        try {
            ImageRef base = ImageRef.parse(name);
            String digest = app.config().labels().getOrDefault(DIGEST_LABEL, "");
            boolean labelled = found.source() == BaseImage.Source.LABEL && base.digest() == null && !digest.isEmpty();
            return labelled ? new ImageRef(base.registry(), base.repository(), base.tag(), Digest.parse(digest)) : base;
        } catch (IllegalArgumentException e) {
            throw unknown(app, "its base is named " + name + ", which is no image name");
        }
    }

    private static SeawallException unknown(Image app, String because) {
        return new SeawallException(
                "rebase the image " + app.name(),
                because,
                "Name the base by --base NAME:TAG, or rebase its Dockerfile");
    }

    private Outcome write(Relayering image, Wish wish) throws IOException {
        Path folder = wish.output() == null ? Files.createTempDirectory("seawall-rebase") : wish.output();
        try {
            Report before = scanner.scan(request);
            RelayeredLayout.Written written = RelayeredLayout.write(folder, image);
            Report after = scanner.scan(of("oci:" + folder));
            if (wish.push() != null) {
                written.push(client, wish.push());
            }
            return new Outcome(image.newName(), written.digest(), FindingsChange.between(before, after));
        } finally {
            if (wish.output() == null) {
                delete(folder);
            }
        }
    }

    private ScanRequest of(String target) {
        return new ScanRequest(target, request.reading(), request.source(), request.matching(), request.today());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
