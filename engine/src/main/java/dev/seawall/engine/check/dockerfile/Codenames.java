package dev.seawall.engine.check.dockerfile;

import java.util.Map;

/** Names that tags of official images use for releases. */
public final class Codenames {
    private static final Map<String, String> DEBIAN = Map.ofEntries(
            Map.entry("wheezy", "7"),
            Map.entry("jessie", "8"),
            Map.entry("stretch", "9"),
            Map.entry("buster", "10"),
            Map.entry("bullseye", "11"),
            Map.entry("bookworm", "12"),
            Map.entry("trixie", "13"));
    private static final Map<String, String> UBUNTU = Map.ofEntries(
            Map.entry("precise", "12.04"),
            Map.entry("trusty", "14.04"),
            Map.entry("xenial", "16.04"),
            Map.entry("bionic", "18.04"),
            Map.entry("focal", "20.04"),
            Map.entry("jammy", "22.04"),
            Map.entry("noble", "24.04"));
    private static final Map<String, String> IDS = Map.of(
            "rockylinux",
            "rocky",
            "almalinux",
            "almalinux",
            "oraclelinux",
            "ol",
            "amazonlinux",
            "amzn",
            "opensuse/leap",
            "opensuse-leap");

    private Codenames() {}

    /** The os-release ID of an image's distribution. */
    public static String id(String image) {
        return IDS.getOrDefault(image, image);
    }

    /** The version of a code name, empty where it is none. */
    public static String version(String image, String name) {
        return switch (image) {
            case "debian" -> DEBIAN.getOrDefault(name, "");
            case "ubuntu" -> UBUNTU.getOrDefault(name, "");
            default -> "";
        };
    }
}
