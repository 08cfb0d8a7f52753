package dev.seawall.engine.check.dockerfile;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The build arguments and environment variables that hold at one point of a stage. Environment wins over arguments. An
 * argument without default, a variable that the base image may set and the platform arguments have no known value.
 */
final class Scope {
    private static final Set<String> PREDEFINED = Set.of(
            "BUILDPLATFORM",
            "BUILDOS",
            "BUILDARCH",
            "BUILDVARIANT",
            "TARGETPLATFORM",
            "TARGETOS",
            "TARGETARCH",
            "TARGETVARIANT",
            "HTTP_PROXY",
            "http_proxy",
            "HTTPS_PROXY",
            "https_proxy",
            "FTP_PROXY",
            "ftp_proxy",
            "NO_PROXY",
            "no_proxy",
            "ALL_PROXY",
            "all_proxy",
            "SOURCE_DATE_EPOCH");

    private final Map<String, String> arguments;
    private final Map<String, String> environment;
    private final Set<String> open;
    private final boolean inherits;

    private Scope(Map<String, String> arguments, Map<String, String> environment, Set<String> open, boolean inherits) {
        this.arguments = arguments;
        this.environment = environment;
        this.open = open;
        this.inherits = inherits;
    }

    /** The scope before the first FROM; what it does not know may be given to the build. */
    static Scope global() {
        return new Scope(new TreeMap<>(), new TreeMap<>(), new HashSet<>(), true);
    }

    /**
     * The scope at the start of a stage.
     *
     * @param parent the scope at the end of the stage it builds on, or null for an image, whose variables nobody knows
     */
    static Scope of(@org.jspecify.annotations.Nullable Scope parent) {
        return parent == null
                ? new Scope(new TreeMap<>(), new TreeMap<>(), new HashSet<>(), true)
                : new Scope(new TreeMap<>(), new TreeMap<>(parent.environment), new HashSet<>(), parent.inherits);
    }

    /** Takes an argument with its default. */
    void argument(String name, String value) {
        arguments.put(name, value);
        open.remove(name);
    }

    /** Takes an argument without default: it has the global one's value, else nobody knows it. */
    void argument(String name, Scope global) {
        String known = global.arguments.get(name);
        if (known == null) {
            open.add(name);
        } else {
            argument(name, known);
        }
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    Optional<String> value(String name) {
        String set = environment.get(name);
        return Optional.ofNullable(set != null ? set : arguments.get(name));
    }

    /** True where only the build can tell the value. */
    boolean isUnknown(String name) {
        return value(name).isEmpty() && (inherits || open.contains(name) || PREDEFINED.contains(name));
    }

    /** The environment that the Dockerfile itself set. */
    Map<String, String> environment() {
        return java.util.Collections.unmodifiableMap(environment);
    }
}
