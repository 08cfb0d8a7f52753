package dev.seawall.engine.image;

import dev.seawall.engine.image.ResolvedTarget.ImageTarget;
import dev.seawall.engine.image.ResolvedTarget.Source;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.DaemonEndpoint;
import dev.seawall.engine.net.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens images wherever they are. A name without scheme prefix is looked for in Docker, Podman, containerd and its
 * registry, in that order; the first that has it is taken.
 */
public final class ImageSources {
    private ImageSources() {}

    /**
     * Opens what {@link TargetResolver#resolve} makes of the target.
     *
     * @throws SeawallException where it is no image or no source has it, naming what was tried
     */
    public static Image open(String target, SourceOptions options) {
        if (TargetResolver.resolve(target) instanceof ImageTarget image) {
            return open(image, options);
        }
        throw new SeawallException(
                "open the image " + target, "it is no image", "Name an image, an image archive or an OCI layout");
    }

    /** As {@link #open(String, SourceOptions)}, resolved already. */
    public static Image open(ImageTarget target, SourceOptions options) {
        List<String> reasons = new ArrayList<>();
        IOException last = null;
        for (Source source : target.sources()) {
            try {
                return open(target, source, options);
            } catch (IOException e) {
                last = e;
                reasons.add(target.sources().size() == 1 ? reason(e) : label(source) + ": " + reason(e));
            }
        }
        throw new SeawallException("open the image " + target.name(), String.join("; ", reasons), remedy(target), last);
    }

    /**
     * Opens an image of a registry through a client that is shared and stays open.
     *
     * @throws IOException where the registry does not have it, does not answer, or it is damaged or no image
     */
    public static Image open(ImageRef ref, RegistryClient client, SourceOptions options) throws IOException {
        return RegistrySource.open(ref.toString(), ref, client, false, options);
    }

    private static Image open(ImageTarget target, Source source, SourceOptions options) throws IOException {
        return switch (source) {
            case DOCKER -> DaemonSource.open(target, DaemonEndpoint.docker(options.environment()), options);
            case PODMAN -> DaemonSource.open(target, DaemonEndpoint.podman(options.environment()), options);
            case CONTAINERD -> ContainerdSource.open(target, options);
            case REGISTRY -> RegistrySource.open(target, options);
            case ARCHIVE -> local(target, false, options);
            case OCI_LAYOUT -> local(target, true, options);
        };
    }

    private static Image local(ImageTarget target, boolean layout, SourceOptions options) throws IOException {
        LocalReference local = LocalReference.find(target.reference());
        if (local == null) {
            throw new IOException("there is no file " + target.reference());
        }
        if (!Files.isDirectory(local.path())) {
            return ArchiveSource.open(target.name(), local.path(), local.choice(), layout, options);
        }
        DirectoryBlobs blobs = new DirectoryBlobs(local.path());
        if (!OciLayout.isLayout(blobs)) {
            throw new IOException("the directory has no index.json: no OCI layout");
        }
        return new OciLayout(blobs).open(target.name(), local.choice(), options);
    }

    private static String label(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    static String reason(IOException e) {
        @Nullable String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static String remedy(ImageTarget target) {
        return switch (target.sources().getLast()) {
            case REGISTRY ->
                "Check the name, your login (docker login, podman login) and the network, or save the"
                        + " image to a file and scan that";
            case DOCKER, PODMAN, CONTAINERD ->
                "Check that the engine runs, that you may use its socket and that it has" + " the image";
            case ARCHIVE, OCI_LAYOUT -> "Write the image again, or name one it holds (FILE:TAG, --platform)";
        };
    }
}
