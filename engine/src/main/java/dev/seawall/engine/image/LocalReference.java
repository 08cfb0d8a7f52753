package dev.seawall.engine.image;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory with what to choose inside it: {@code FILE}, {@code FILE:TAG}, {@code FILE:NAME:TAG},
 * {@code FILE@sha256:…}.
 *
 * @param choice a tag, name or id, a digest with its {@code @}, or null
 */
record LocalReference(Path path, @Nullable String choice) {

    /** The longest existing path the text starts with, or null where there is none. */
    static @Nullable LocalReference find(String text) {
        Path whole = existing(text);
        if (whole != null) {
            return new LocalReference(whole, null);
        }
        for (int i = text.length() - 1; i > 0; i--) {
            char c = text.charAt(i);
            if (c != ':' && c != '@') {
                continue;
            }
            Path path = existing(text.substring(0, i));
            if (path != null) {
                return new LocalReference(path, text.substring(c == '@' ? i : i + 1));
            }
        }
        return null;
    }

    static @Nullable Path existing(String text) {
        try {
            Path path = Path.of(text);
            return !text.isEmpty() && Files.exists(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
