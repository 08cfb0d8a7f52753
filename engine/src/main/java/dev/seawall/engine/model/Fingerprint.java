package dev.seawall.engine.model;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a finding that survives a rebuild of the image: kind, id, path and package name, but neither version,
 * layer nor line. A detail tells apart several of one kind in one file: the shown part of a secret, the place of a check.
 */
final class Fingerprint {
    private Fingerprint() {}

    static String of(FindingKind kind, String id, @Nullable Package pkg, Location location, String detail) {
        String subject = pkg == null ? "" : pkg.ecosystem() + "/" + pkg.name();
        String text = String.join("\0", kind.label(), id, location.path(), subject, detail);
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }
}
