package dev.seawall.engine.base;

import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.model.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The dated catalogue of Docker's official images, data of {@code base/official.yaml}. */
public final class OfficialImages {
    private static final OfficialImages KNOWN = load();
    private static final String LIBRARY = "library/";

    private final String asOf;
    private final Set<String> maintained;
    private final Map<String, String> deprecated;
    private final Map<String, String> byVariable;

    /** What the catalogue says of a repository. */
    public enum Standing {
        MAINTAINED,
        DEPRECATED,
        NOT_OFFICIAL
    }

    private OfficialImages(
            String asOf, Set<String> maintained, Map<String, String> deprecated, Map<String, String> byVariable) {
        this.asOf = asOf;
        this.maintained = maintained;
        this.deprecated = deprecated;
        this.byVariable = byVariable;
    }

    /** The catalogue that Seawall ships. */
    public static OfficialImages known() {
        return KNOWN;
    }

    /** The day of the catalogue, as yyyy-mm-dd. */
    public String asOf() {
        return asOf;
    }

    /** How the repository of a reference stands. */
    public Standing standing(ImageRef reference) {
        Optional<String> name = shortName(reference);
        if (name.filter(deprecated::containsKey).isPresent()) {
            return Standing.DEPRECATED;
        }
        return name.filter(maintained::contains).isPresent() ? Standing.MAINTAINED : Standing.NOT_OFFICIAL;
    }

    /** What took the place of a deprecated image; empty where nothing did. */
    public String successor(ImageRef reference) {
        return shortName(reference).map(deprecated::get).orElse("");
    }

    /** The image that sets a variable of that name, where one is known for it. */
    Optional<String> settingVariable(String name) {
        return Optional.ofNullable(byVariable.get(name));
    }

    private static Optional<String> shortName(ImageRef reference) {
        boolean hub = reference.registry().equals(ImageRef.DOCKER_HUB)
                && reference.repository().startsWith(LIBRARY);
        return hub ? Optional.of(reference.repository().substring(LIBRARY.length())) : Optional.empty();
    }

    private static OfficialImages load() {
        try (InputStream in = OfficialImages.class.getResourceAsStream("/base/official.yaml")) {
            Map<?, ?> yaml = (Map<?, ?>) Objects.requireNonNull(
                    Yaml.parse(Objects.requireNonNull(in, "official.yaml").readAllBytes()));
            Set<String> maintained = new TreeSet<>();
            ((List<?>) Objects.requireNonNull(yaml.get("maintained"))).forEach(name -> maintained.add("" + name));
            return new OfficialImages("" + yaml.get("as-of"), maintained, map(yaml, "deprecated"), map(yaml, "env"));
        } catch (IOException e) {
            throw new UncheckedIOException("Seawall's own official.yaml is unreadable", e);
        }
    }

    private static Map<String, String> map(Map<?, ?> yaml, String key) {
        Map<String, String> map = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(yaml.get(key))).forEach((name, value) -> map.put("" + name, "" + value));
        return map;
    }
}
