package dev.seawall.engine.image;

import dev.seawall.engine.net.Platform;
import java.util.List;
import java.util.stream.Collectors;

/** Platforms as an error message lists them. */
final class PlatformList {
    private static final int SHOWN = 20;

    private PlatformList() {}

    static String of(List<Platform> platforms) {
        return platforms.stream().limit(SHOWN).map(Platform::toString).collect(Collectors.joining(", "));
    }
}
