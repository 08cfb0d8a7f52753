package dev.seawall.agent.container;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime says about a container; texts are empty and numbers 0 where it says nothing.
 *
 * @param image as it was asked for
 * @param privileged null where it is not known
 * @param mounts folders and files of the host it was given
 * @param startedNanos since 1970
 * @param root its root folder as the host sees it
 * @param capabilities its bounding set
 */
public record ContainerInfo(
        String name,
        String image,
        String imageId,
        @Nullable Boolean privileged,
        List<Mount> mounts,
        Map<String, String> labels,
        long startedNanos,
        String address,
        String root,
        Namespaces host,
        String healthcheck,
        List<String> capabilities) {
    /** What is known about a container whose runtime cannot be asked. */
    public static final ContainerInfo UNKNOWN = new ContainerInfo(
            "", "", "", null, List.of(), Map.of(), 0, "", "", new Namespaces(false, false, false), "", List.of());

    private static final String POD = "io.kubernetes.pod.";

    public ContainerInfo {
        mounts = List.copyOf(mounts);
        labels = Map.copyOf(labels);
        capabilities = List.copyOf(capabilities);
    }

    /** Which namespaces of the host it shares. */
    public record Namespaces(boolean process, boolean network, boolean ipc) {}

    private String unpinned() {
        int at = image.indexOf('@');
        return at < 0 ? image : image.substring(0, at);
    }

    private int colon() {
        int colon = unpinned().lastIndexOf(':');
        return colon > unpinned().lastIndexOf('/') ? colon : -1;
    }

    /** The image's name without tag and digest. */
    public String repository() {
        return colon() < 0 ? unpinned() : unpinned().substring(0, colon());
    }

    /** The tag; {@code latest} where none was asked for and no digest either. */
    public String tag() {
        if (colon() >= 0) {
            return unpinned().substring(colon() + 1);
        }
        return image.isEmpty() || image.contains("@") ? "" : "latest";
    }

    /** The digest it was asked for by. */
    public String digest() {
        int at = image.indexOf('@');
        return at < 0 ? "" : image.substring(at + 1);
    }

    /** Name, namespace or uid of its pod. */
    public @Nullable String pod(String what) {
        return labels.get(POD + what);
    }
}
