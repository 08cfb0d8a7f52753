package dev.seawall.engine.version;

import java.util.Map;
import java.util.Optional;

/** The list of version schemes by the names users and advisories give them. */
public final class VersionSchemes {
    private static final Map<String, VersionScheme> BY_NAME = Map.of();

    private VersionSchemes() {}

    /** The scheme of a name such as {@code deb}, {@code debian}, {@code npm} or {@code semver}, in any case. */
    public static Optional<VersionScheme> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /**
     * The scheme of a name that the code itself spells out.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static VersionScheme named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no version scheme is called " + name));
    }
}
