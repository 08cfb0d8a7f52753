package dev.seawall.engine.license;

import java.util.Locale;

/**
 * One licence.
 *
 * @param id SPDX id, {@code LicenseRef-} id, or the free text that nothing is known about
 */
public record License(String id, LicenseCategory category) {
    private static final int LONGEST_ID = 60;

    /** The id of findings about it: {@code license-} and its id in lower case, at most 60 characters of it. */
    public String findingId() {
        String plain = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.+]+", "-");
        String cut = plain.length() > LONGEST_ID ? plain.substring(0, LONGEST_ID) : plain;
        return "license-" + cut.replaceAll("^-+|-+$", "");
    }

    /** A licence of which only the name is known. */
    static License unknown(String name) {
        return new License(name, LicenseCategory.UNKNOWN);
    }
}
