package dev.seawall.engine.host;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** A root made of what a sample says: owners and modes need no root and no disk. */
final class MemoryFiles implements HostFiles {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final TreeMap<String, FileEntry> entries = new TreeMap<>();
    private final TreeMap<String, byte[]> contents = new TreeMap<>();
    private final LinkWalk links = new LinkWalk(path -> Optional.ofNullable(entries.get(path)));

    MemoryFiles() {
        folder("", 0755, 0, 0, 0);
    }

    /** A sample as check files write it: content by path, or a map with mode, uid, gid, link, age-days. */
    static MemoryFiles of(Map<?, ?> sample) {
        MemoryFiles files = new MemoryFiles();
        sample.forEach((path, value) -> {
            switch (String.valueOf(path)) {
                case "live" -> {}
                case "packages" -> files.packages((Map<?, ?>) value);
                default -> files.add(String.valueOf(path), value);
            }
        });
        return files;
    }

    private void packages(Map<?, ?> versions) {
        StringBuilder status = new StringBuilder();
        versions.forEach((name, version) -> status.append("Package: ")
                .append(name)
                .append("\nStatus: install ok installed\nArchitecture: amd64\nVersion: ")
                .append(version)
                .append("\n\n"));
        file("var/lib/dpkg/status", status.toString().getBytes(StandardCharsets.UTF_8), 0644, 0, 0, 0);
    }

    private void add(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            file(path, String.valueOf(value).getBytes(StandardCharsets.UTF_8), 0644, 0, 0, 0);
            return;
        }
        Object mode = map.get("mode");
        int bits = mode == null ? 0755 : Integer.parseInt(String.valueOf(mode), 8);
        int days = number(map, "age-days");
        if (map.get("link") != null) {
            parents(path);
            entries.put(path, new FileEntry(path, FileEntry.Kind.SYMLINK, 0, 0777, 0, 0, 0, "" + map.get("link")));
        } else if (map.get("directory") != null) {
            folder(path, bits, number(map, "uid"), number(map, "gid"), days);
        } else {
            byte[] content = String.valueOf(map.get("content")).getBytes(StandardCharsets.UTF_8);
            file(path, content, mode == null ? 0644 : bits, number(map, "uid"), number(map, "gid"), days);
        }
    }

    private static int number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number.intValue() : 0;
    }

    private void parents(String path) {
        int slash = path.lastIndexOf('/');
        String parent = slash < 0 ? "" : path.substring(0, slash);
        if (!entries.containsKey(parent)) {
            folder(parent, 0755, 0, 0, 0);
        }
    }

    void folder(String path, int mode, int uid, int gid, int days) {
        if (!path.isEmpty()) {
            parents(path);
        }
        entries.put(path, new FileEntry(path, FileEntry.Kind.DIRECTORY, 0, mode, uid, gid, seconds(days), null));
    }

    void file(String path, byte[] content, int mode, int uid, int gid, int days) {
        parents(path);
        contents.put(path, content);
        entries.put(
                path, new FileEntry(path, FileEntry.Kind.FILE, content.length, mode, uid, gid, seconds(days), null));
    }

    private static long seconds(int days) {
        return NOW.getEpochSecond() - days * 86_400L;
    }

    @Override
    public Optional<FileEntry> entry(String path) {
        return links.find(path, false);
    }

    @Override
    public Optional<FileEntry> resolve(String path) {
        return links.find(path, true);
    }

    @Override
    public List<String> list(String directory) {
        Optional<FileEntry> real = resolve(directory);
        if (real.isEmpty() || real.get().kind() != FileEntry.Kind.DIRECTORY) {
            return List.of();
        }
        String prefix = real.get().path().isEmpty() ? "" : real.get().path() + "/";
        TreeSet<String> names = new TreeSet<>();
        entries.tailMap(prefix, true).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .filter(path -> path.length() > prefix.length())
                .map(path -> path.substring(prefix.length()))
                .filter(name -> !name.contains("/"))
                .forEach(names::add);
        return List.copyOf(names);
    }

    @Override
    public FileContent content(String path) throws IOException {
        byte[] bytes = resolve(path).map(entry -> contents.get(entry.path())).orElse(null);
        if (bytes == null) {
            throw new IOException("no such file: " + path);
        }
        return new Bytes(bytes);
    }

    private record Bytes(byte[] bytes) implements FileContent {
        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public SeekableByteChannel channel() {
            return new SeekableInMemoryByteChannel(bytes);
        }
    }
}
