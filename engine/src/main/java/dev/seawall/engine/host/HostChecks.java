package dev.seawall.engine.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The checks that come with Seawall: one file each below {@code host-check}, listed in its {@code list.txt}. */
final class HostChecks {
    private static final String FOLDER = "/host-check/";

    private HostChecks() {}

    /** Every check, in the order of their ids. */
    static List<HostCheck> all() {
        return new String(bytes("list.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(id -> !id.isBlank())
                .map(id -> HostCheck.parse(id, bytes(id + ".yaml")))
                .toList();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = HostChecks.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the check file " + name + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
