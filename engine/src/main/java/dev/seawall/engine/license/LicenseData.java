package dev.seawall.engine.license;

import dev.seawall.engine.format.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads Seawall's own files about licences. */
final class LicenseData {
    private LicenseData() {}

    static Map<?, ?> read(String name) {
        try (InputStream in = LicenseData.class.getResourceAsStream("/license/" + name)) {
            byte[] content = Objects.requireNonNull(in, name).readAllBytes();
            return (Map<?, ?>) Objects.requireNonNull(Yaml.parse(content), name);
        } catch (IOException e) {
            throw new UncheckedIOException("Seawall's own " + name + " is unreadable", e);
        }
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }
}
