package dev.seawall.agent.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a container's bundle, the folder with its {@code config.json}. The supervisor of a container (containerd-shim,
 * conmon) knows it, whatever folders the runtime was told to use; the usual places come next.
 */
final class Bundles {
    private static final List<String> USUAL = List.of(
            "run/containerd/io.containerd.runtime.v2.task/moby",
            "run/containerd/io.containerd.runtime.v2.task/k8s.io",
            "run/containerd/io.containerd.runtime.v2.task/default",
            "run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby",
            "run/docker/containerd/io.containerd.runtime.v2.task/moby");
    private static final List<String> USERDATA =
            List.of("var/lib/containers/storage/overlay-containers", "run/containers/storage/overlay-containers");

    private final Path root;

    Bundles(Path root) {
        this.root = root;
    }

    /** @param lineage a process of the container and its ancestors; all but the supervisor may be gone by now */
    @Nullable
    Path find(String fullId, List<Integer> lineage) {
        for (int process : lineage) {
            Path bundle = bundleOf(process, fullId);
            if (bundle != null) {
                return bundle;
            }
        }
        return fromUsualPlaces(fullId);
    }

    private @Nullable Path bundleOf(int process, String fullId) {
        String[] words = command(process);
        if (words.length == 0) {
            return null;
        }
        if (words[0].contains("containerd-shim")) {
            Path cwd = real(root.resolve("proc/" + process + "/cwd"));
            return cwd == null ? null : firstWithSpec(cwd, cwd.resolveSibling(fullId), fullId);
        }
        for (int i = 0; words[0].contains("conmon") && i + 1 < words.length; i++) {
            if (words[i].equals("-b")) {
                return firstWithSpec(inRoot(words[i + 1]), inRoot(words[i + 1]), fullId);
            }
        }
        return null;
    }

    private static @Nullable Path firstWithSpec(Path own, Path sibling, String fullId) {
        if (own.toString().contains(fullId) && Files.isRegularFile(own.resolve("config.json"))) {
            return own;
        }
        return Files.isRegularFile(sibling.resolve("config.json")) ? sibling : null;
    }

    private Path inRoot(String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    private static @Nullable Path real(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException gone) {
            return null;
        }
    }

    private String[] command(int process) {
        try {
            return Files.readString(root.resolve("proc/" + process + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0");
        } catch (IOException gone) {
            return new String[0];
        }
    }

    private @Nullable Path fromUsualPlaces(String fullId) {
        for (String place : USUAL) {
            Path bundle = root.resolve(place).resolve(fullId);
            if (Files.isRegularFile(bundle.resolve("config.json"))) {
                return bundle;
            }
        }
        for (String place : USERDATA) {
            Path bundle = root.resolve(place).resolve(fullId).resolve("userdata");
            if (Files.isRegularFile(bundle.resolve("config.json"))) {
                return bundle;
            }
        }
        return null;
    }
}
