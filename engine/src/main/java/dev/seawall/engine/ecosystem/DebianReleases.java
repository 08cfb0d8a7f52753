package dev.seawall.engine.ecosystem;

import java.util.Map;
import java.util.Optional;

/** Debian's releases by codename. */
public final class DebianReleases {
    private static final Map<String, String> NUMBERS = Map.of(
            "wheezy", "7",
            "jessie", "8",
            "stretch", "9",
            "buster", "10",
            "bullseye", "11",
            "bookworm", "12",
            "trixie", "13",
            "forky", "14");

    private DebianReleases() {}

    /** The number that advisories name a release by; empty for unstable and for what is no release. */
    public static Optional<String> number(String codename) {
        return Optional.ofNullable(NUMBERS.get(codename));
    }
}
