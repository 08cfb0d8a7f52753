package dev.seawall.engine.net;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an image runs on, {@code os/architecture[/variant]} with the names of Go.
 *
 * @param variant empty where absent; {@code arm64} means {@code v8}, which is dropped
 */
public record Platform(String os, String architecture, String variant) {
    private static final Set<String> SYSTEMS = Set.of("linux", "windows", "freebsd", "darwin", "unknown");

    public Platform {
        if (architecture.equals("arm64") && variant.equals("v8")) {
            variant = "";
        }
    }

    /**
     * Reads {@code os/arch[/variant]}, or an architecture alone for Linux; {@code x86_64} and {@code aarch64} are
     * understood.
     *
     * @throws IllegalArgumentException for any other shape
     */
    public static Platform parse(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("/", -1);
        for (String part : parts) {
            if (!part.matches("[a-z0-9_.-]{1,32}")) {
                throw new IllegalArgumentException("not a platform (os/arch[/variant]): '" + text + "'");
            }
        }
        return switch (parts.length) {
            case 1 ->
                SYSTEMS.contains(parts[0])
                        ? new Platform(parts[0], host().architecture, "")
                        : new Platform("linux", goName(parts[0]), "");
            case 2 -> new Platform(parts[0], goName(parts[1]), "");
            case 3 -> new Platform(parts[0], goName(parts[1]), parts[2]);
            default -> throw new IllegalArgumentException("not a platform (os/arch[/variant]): '" + text + "'");
        };
    }

    /** Linux on the architecture of this machine. */
    public static Platform host() {
        return new Platform("linux", goName(System.getProperty("os.arch", "amd64")), "");
    }

    /** The platform of an index entry or configuration; null where it states none. */
    static @Nullable Platform from(JsonNode node) {
        String os = node.path("os").asString("");
        String architecture = node.path("architecture").asString("");
        if (os.isEmpty() && architecture.isEmpty()) {
            return null;
        }
        return new Platform(os, architecture, node.path("variant").asString(""));
    }

    private static String goName(String architecture) {
        return switch (architecture) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86", "i386", "i486", "i586", "i686" -> "386";
            case "armhf", "armv7l" -> "arm";
            case "ppc64el" -> "ppc64le";
            default -> architecture;
        };
    }

    boolean isUnknown() {
        return os.equals("unknown") && architecture.equals("unknown");
    }

    /** True where an image for {@code offered} serves a request for this; a request without variant takes any. */
    public boolean accepts(Platform offered) {
        return os.equals(offered.os)
                && architecture.equals(offered.architecture)
                && (variant.isEmpty() || variant.equals(offered.variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
