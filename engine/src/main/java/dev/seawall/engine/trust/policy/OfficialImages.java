package dev.seawall.engine.trust.policy;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Docker's official images, and those that were official once and are no longer kept. */
public final class OfficialImages {
    private static final Map<?, ?> CATALOGUE = read();

    private OfficialImages() {}

    private static Map<?, ?> read() {
        try (InputStream in = OfficialImages.class.getResourceAsStream("/trust/official-images.yaml")) {
            return in != null && Yaml.parse(in.readAllBytes()) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True where it is an official image that is still kept. */
    public static boolean isSupported(ImageRef ref) {
        return isLibrary(ref) && names("supported").contains(name(ref));
    }

    /** True where it was an official image and is given up. */
    public static boolean isDeprecated(ImageRef ref) {
        return isLibrary(ref) && names("deprecated").contains(name(ref));
    }

    private static boolean isLibrary(ImageRef ref) {
        return ref.registry().equals(ImageRef.DOCKER_HUB) && ref.repository().startsWith("library/");
    }

    private static String name(ImageRef ref) {
        return ref.repository().substring("library/".length());
    }

    private static Set<String> names(String list) {
        Set<String> out = new TreeSet<>();
        if (CATALOGUE.get(list) instanceof List<?> names) {
            names.forEach(name -> out.add(String.valueOf(name)));
        }
        return out;
    }
}
