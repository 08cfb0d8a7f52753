package dev.seawall.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The operating system of a target, from os-release.
 *
 * @param id lower-case id such as {@code debian}; empty where none was found
 * @param version VERSION_ID such as {@code 12} or {@code 3.19.1}; empty for rolling releases
 * @param codename VERSION_CODENAME, or null
 * @param eol true where support had ended on the day of the scan
 */
public record Os(String id, String version, @Nullable String codename, boolean eol) {
    /** A target without an operating system, such as a project directory. */
    public static final Os NONE = new Os("", "", null, false);

    /** True where nothing is known of the operating system. */
    public boolean isNone() {
        return id.isEmpty();
    }
}
