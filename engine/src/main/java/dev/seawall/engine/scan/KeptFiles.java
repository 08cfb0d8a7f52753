package dev.seawall.engine.scan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Content of the visible well-known small files, by the path they were stored under. */
public final class KeptFiles {
    private final TreeMap<String, byte[]> contents;
    private final FileTable files;

    KeptFiles(Map<String, byte[]> contents, FileTable files) {
        this.contents = new TreeMap<>(contents);
        this.files = files;
    }

    /** Their paths, sorted. */
    public List<String> paths() {
        return List.copyOf(contents.keySet());
    }

    /** The bytes a path leads to, links followed; the caller must not change the array. */
    public Optional<byte[]> bytes(String path) {
        byte[] exact = contents.get(path);
        if (exact != null) {
            return Optional.of(exact);
        }
        return files.resolve(path).map(found -> contents.get(found.entry().path()));
    }

    /** The text a path leads to, read as UTF-8. */
    public Optional<String> text(String path) {
        return bytes(path).map(content -> new String(content, StandardCharsets.UTF_8));
    }
}
