package dev.seawall.engine.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image in a registry, {@code registry/repository[:tag][@digest]}, normalised as Docker does it: no
 * registry means {@code docker.io}, and a single word there lies under {@code library/}.
 *
 * @param registry host with optional port, as users write it ({@code docker.io}, never its API host)
 * @param repository path inside the registry, lower case
 * @param tag the tag, or null
 * @param digest the digest, or null; where both are there the digest decides
 */
public record ImageRef(
        String registry,
        String repository,
        @Nullable String tag,
        @Nullable Digest digest) {
    /** The registry of names that state none. */
    public static final String DOCKER_HUB = "docker.io";

    private static final int MAX_NAME = 255;
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]++(?:(?:\\.|__|_|-++)[a-z0-9]++)*+");
    private static final Pattern HOST_LABEL = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*+(?<=[a-zA-Z0-9]))?+");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,45}]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern IMAGE_ID = Pattern.compile("[0-9a-f]{64}");

    public ImageRef {
        requireHost(registry);
        requirePath(repository);
        if (registry.length() + 1 + repository.length() > MAX_NAME) {
            throw new IllegalArgumentException("the name is longer than " + MAX_NAME + " characters");
        }
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("not a tag: " + shown(tag));
        }
    }

    /**
     * Reads a reference as users type it.
     *
     * @throws IllegalArgumentException saying which part breaks the grammar
     */
    public static ImageRef parse(String text) {
        int at = text.indexOf('@');
        Digest digest = at < 0 ? null : Digest.parse(text.substring(at + 1));
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/') && colon >= 0;
        String tag = tagged ? named.substring(colon + 1) : null;
        String name = tagged ? named.substring(0, colon) : named;
        if (IMAGE_ID.matcher(name).matches()) {
            throw new IllegalArgumentException("64 hexadecimal digits are an image id, not a name");
        }
        return named(name, tag, digest);
    }

    private static ImageRef named(String name, @Nullable String tag, @Nullable Digest digest) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        if (!isHost(first)) {
            return new ImageRef(DOCKER_HUB, slash < 0 ? "library/" + name : name, tag, digest);
        }
        String path = name.substring(slash + 1);
        if (!first.equals("index.docker.io") && !first.equals(DOCKER_HUB)) {
            return new ImageRef(first, path, tag, digest);
        }
        return new ImageRef(DOCKER_HUB, path.indexOf('/') < 0 ? "library/" + path : path, tag, digest);
    }

    /** Docker's rule for telling {@code host/path} from {@code user/path}. */
    private static boolean isHost(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || first.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static void requireHost(String host) {
        String name = host;
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            String port = host.substring(colon + 1);
            if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
                throw new IllegalArgumentException("not a port: " + shown(port));
            }
            name = host.substring(0, colon);
        }
        if (name.length() > MAX_NAME || !(IPV6.matcher(name).matches() || isDotted(name))) {
            throw new IllegalArgumentException("not a registry host: " + shown(host));
        }
    }

    private static boolean isDotted(String name) {
        for (String label : name.split("\\.", -1)) {
            if (!HOST_LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static void requirePath(String path) {
        if (path.length() > MAX_NAME) {
            throw new IllegalArgumentException("the name is longer than " + MAX_NAME + " characters");
        }
        for (String component : path.split("/", -1)) {
            if (!COMPONENT.matcher(component).matches()) {
                throw new IllegalArgumentException("not a repository name: " + shown(path));
            }
        }
    }

    private static String shown(String text) {
        return text.length() <= 80 ? "'" + text + "'" : "'" + text.substring(0, 80) + "'…";
    }

    /** What a registry is asked for: the digest, else the tag, else {@code latest}. */
    public String reference() {
        return digest != null ? digest.toString() : tag != null ? tag : "latest";
    }

    /** The name without tag and digest, in full: {@code docker.io/library/alpine}. */
    public String name() {
        return registry + "/" + repository;
    }

    /** The name as users of Docker Hub shorten it: {@code alpine:3.20}, {@code registry.example.org/team/app:1}. */
    public String familiar() {
        String library = DOCKER_HUB + "/library/";
        String full = toString();
        if (full.startsWith(library)) {
            return full.substring(library.length());
        }
        return registry.equals(DOCKER_HUB) ? full.substring(DOCKER_HUB.length() + 1) : full;
    }

    /** The same repository with another tag and no digest. */
    public ImageRef withTag(String newTag) {
        return new ImageRef(registry, repository, newTag, null);
    }

    /** The same repository pinned to a digest, without a tag. */
    public ImageRef withDigest(Digest newDigest) {
        return new ImageRef(registry, repository, null, newDigest);
    }

    /** The full form, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return name() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
