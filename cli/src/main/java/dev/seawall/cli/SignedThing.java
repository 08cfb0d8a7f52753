package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.trust.crypto.Artifact;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.image.LayoutStore;
import dev.seawall.engine.trust.image.RegistryStore;
import dev.seawall.engine.trust.image.SignatureStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What signing commands are about, as the command line names it. */
final class SignedThing {
    private static final Pattern DIGEST = Pattern.compile("(?:(.*)@)?(sha(?:256|384|512):[0-9a-fA-F]+)");
    private static final Pattern LAYOUT =
            Pattern.compile("(.+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]*)|(@sha256:[0-9a-f]{64}))?");

    private SignedThing() {}

    /** A digest, a repository with a digest, or a file. */
    static Artifact artifact(String text) throws TrustException {
        Matcher digest = DIGEST.matcher(text);
        if (digest.matches()) {
            return Artifact.of(digest(digest.group(2)));
        }
        Path file = Path.of(text);
        if (!Files.isRegularFile(file)) {
            throw new SeawallException("read " + file, "it is no file", "Name a file or a digest");
        }
        return Artifact.of(file);
    }

    /** The repository before a digest, or null. */
    static @Nullable String repository(String text) {
        Matcher digest = DIGEST.matcher(text);
        return digest.matches() ? digest.group(1) : null;
    }

    private static Digest digest(String text) {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SeawallException("read the digest " + text, "it is malformed", "Give sha256:HEX", e);
        }
    }

    /** What is not JSON at all was not readable; what is JSON and wrong is refused. */
    static void requireJson(Path file, byte[] content) {
        try {
            if (Json.parse(content).isObject()) {
                return;
            }
        } catch (IOException e) {
            throw new SeawallException("read " + file, "it is no JSON", "Name a Sigstore bundle", e);
        }
        throw new SeawallException("read " + file, "it is no JSON object", "Name a Sigstore bundle");
    }

    /** Opens what an image name means. */
    static SignatureStore store(String name, SourceOptions options) throws IOException {
        if (name.startsWith("oci:")) {
            return layout(name.substring("oci:".length()));
        }
        String plain = name.startsWith("registry:") ? name.substring("registry:".length()) : name;
        if (options.offline()) {
            throw new SeawallException("reach the registry of " + plain, "--offline is given", "Name an oci: layout");
        }
        try {
            return RegistryStore.open(new RegistryClient(options.registry()), withTag(ImageRef.parse(plain)));
        } catch (IllegalArgumentException e) {
            throw new SeawallException("read the name " + plain, String.valueOf(e.getMessage()), "Name an image", e);
        }
    }

    private static ImageRef withTag(ImageRef ref) {
        return ref.tag() == null && ref.digest() == null ? ref.withTag("latest") : ref;
    }

    private static SignatureStore layout(String text) throws IOException {
        if (Files.isDirectory(Path.of(text))) {
            return LayoutStore.open(Path.of(text), null);
        }
        Matcher parts = LAYOUT.matcher(text);
        if (!parts.matches() || !Files.isDirectory(Path.of(parts.group(1)))) {
            throw new SeawallException("open the layout " + text, "it is no folder", "Name oci:DIR");
        }
        return LayoutStore.open(Path.of(parts.group(1)), parts.group(2) == null ? parts.group(3) : parts.group(2));
    }

    /** An image's name with its digest. */
    static String pinned(String name, Digest digest) {
        return name.startsWith("oci:")
                ? name + "@" + digest
                : ImageRef.parse(name).withDigest(digest).toString();
    }
}
