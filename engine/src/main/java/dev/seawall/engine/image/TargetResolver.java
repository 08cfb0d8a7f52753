package dev.seawall.engine.image;

import dev.seawall.engine.image.ResolvedTarget.DirectoryTarget;
import dev.seawall.engine.image.ResolvedTarget.ImageTarget;
import dev.seawall.engine.image.ResolvedTarget.SbomTarget;
import dev.seawall.engine.image.ResolvedTarget.Source;
import dev.seawall.engine.image.ResolvedTarget.TarballTarget;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what a target is: by its scheme prefix, else by what lies there, else as the name of an image. */
public final class TargetResolver {
    private static final List<Source> ANYWHERE =
            List.of(Source.DOCKER, Source.PODMAN, Source.CONTAINERD, Source.REGISTRY);
    private static final List<String> ROOT_MARKS = List.of(
            "etc/os-release",
            "usr/lib/os-release",
            "lib/apk/db/installed",
            "usr/lib/apk/db/installed",
            "var/lib/dpkg/status",
            "var/lib/dpkg/status.d",
            "var/lib/rpm",
            "usr/lib/sysimage/rpm");

    private TargetResolver() {}

    /**
     * Resolves a target without opening any image or network. A file must be a tar (plain, gzip, zstd, xz, bzip2) or an
     * SBOM; a directory with {@code index.json} and {@code oci-layout} is an image; a file or layout may be followed by
     * {@code :TAG}, {@code :NAME:TAG} or {@code @DIGEST}.
     *
     * @throws SeawallException where it is nothing that can be scanned
     */
    public static ResolvedTarget resolve(String target) {
        int colon = target.indexOf(':');
        String scheme = colon < 0 ? "" : target.substring(0, colon);
        String rest = target.substring(colon + 1);
        ResolvedTarget forced =
                switch (scheme) {
                    case "docker", "docker-daemon" -> image(target, rest, Source.DOCKER);
                    case "podman" -> image(target, rest, Source.PODMAN);
                    case "containerd" -> image(target, rest, Source.CONTAINERD);
                    case "registry" -> image(target, rest, Source.REGISTRY);
                    case "archive" -> archive(target, rest);
                    case "docker-archive", "oci-archive" -> local(target, rest, Source.ARCHIVE);
                    case "oci", "oci-dir" -> local(target, rest, Source.OCI_LAYOUT);
                    case "dir" -> directory(target, existing(target, rest));
                    case "sbom" -> new SbomTarget(target, existing(target, rest));
                    default -> null;
                };
        return forced != null ? forced : byContent(target).orElseGet(() -> reference(target));
    }

    private static ImageTarget image(String target, String reference, Source source) {
        if (reference.isBlank()) {
            throw new SeawallException(
                    "read the target " + target,
                    "no image is named after the colon",
                    "Write " + target + "NAME[:TAG]; the image of that name itself is docker.io/library/" + target);
        }
        return new ImageTarget(target, reference, List.of(source));
    }

    private static ImageTarget local(String target, String reference, Source source) {
        if (LocalReference.find(reference) == null) {
            throw missing(target, reference);
        }
        return new ImageTarget(target, reference, List.of(source));
    }

    private static ResolvedTarget archive(String target, String reference) {
        Path file = LocalReference.existing(reference);
        if (file != null && Files.isRegularFile(file) && TarballSniffer.isFileSystem(file)) {
            return new TarballTarget(target, file);
        }
        return local(target, reference, Source.ARCHIVE);
    }

    private static DirectoryTarget directory(String target, Path path) {
        if (!Files.isDirectory(path)) {
            throw new SeawallException(
                    "read the directory " + path, "it is no directory", "Give a directory, or leave dir: away");
        }
        boolean root = ROOT_MARKS.stream().anyMatch(mark -> Files.exists(path.resolve(mark)));
        return new DirectoryTarget(target, path, root);
    }

    private static Path existing(String target, String path) {
        Path found = LocalReference.existing(path);
        if (found == null) {
            throw missing(target, path);
        }
        return found;
    }

    private static SeawallException missing(String target, String path) {
        return new SeawallException(
                "read the target " + target, "there is no file or directory " + path, "Check the path");
    }

    private static Optional<ResolvedTarget> byContent(String target) {
        LocalReference local = LocalReference.find(target);
        if (local == null) {
            return Optional.empty();
        }
        Path path = local.path();
        if (local.choice() != null) {
            return chosenInside(target, path);
        }
        if (Files.isDirectory(path)) {
            return Optional.of(isLayout(path) ? layout(target) : directory(target, path));
        }
        return Optional.of(
                switch (sniff(path)) {
                    case ARCHIVE ->
                        TarballSniffer.isFileSystem(path)
                                ? new TarballTarget(target, path)
                                : new ImageTarget(target, target, List.of(Source.ARCHIVE));
                    case SBOM -> new SbomTarget(target, path);
                    case UNKNOWN -> throw unknown(path);
                });
    }

    /** {@code alpine:3.20} beside a file called alpine is an image in a registry, unless that file is an archive. */
    private static Optional<ResolvedTarget> chosenInside(String target, Path path) {
        if (isLayout(path)) {
            return Optional.of(layout(target));
        }
        boolean archive = Files.isRegularFile(path) && sniff(path) == FileSniffer.Kind.ARCHIVE;
        return archive ? Optional.of(new ImageTarget(target, target, List.of(Source.ARCHIVE))) : Optional.empty();
    }

    private static ImageTarget layout(String target) {
        return new ImageTarget(target, target, List.of(Source.OCI_LAYOUT));
    }

    private static boolean isLayout(Path path) {
        return Files.isRegularFile(path.resolve(OciLayout.MARKER)) && Files.isRegularFile(path.resolve("index.json"));
    }

    private static FileSniffer.Kind sniff(Path file) {
        try {
            return FileSniffer.sniff(file);
        } catch (IOException e) {
            throw new SeawallException(
                    "read the file " + file, reason(e), "Check that it is a file and that you may read it", e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static SeawallException unknown(Path path) {
        return new SeawallException(
                "scan the file " + path,
                "it is neither an image archive or file system (tar) nor an SBOM (CycloneDX, SPDX, Syft)",
                "Scan its directory, or write registry:" + path + " where an image of that name is meant");
    }

    private static ImageTarget reference(String target) {
        String problem = problem(target);
        if (problem != null) {
            throw new SeawallException(
                    "find the target " + target,
                    "there is no such file or directory, and as an image name it is wrong: " + problem,
                    "Check the path or the name");
        }
        return new ImageTarget(target, target, ANYWHERE);
    }

    private static @Nullable String problem(String target) {
        if (target.matches("(?:sha256:)?[0-9a-f]{64}")) {
            return null;
        }
        try {
            ImageRef.parse(target);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
