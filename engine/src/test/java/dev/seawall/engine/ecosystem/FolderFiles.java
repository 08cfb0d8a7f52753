package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder on disk as one layer; hides what nobody wanted, as the real walker does. */
public final class FolderFiles implements SameLayerFiles {
    private final Path root;
    private final TreeMap<String, FileEntry> wanted = new TreeMap<>();

    private FolderFiles(Path root) {
        this.root = root;
    }

    /** Walks a folder and keeps what {@code wants} answers yes to. */
    public static FolderFiles walk(Path root, Predicate<FileEntry> wants) throws IOException {
        FolderFiles files = new FolderFiles(root);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(f -> !f.equals(root)).toList()) {
                FileEntry entry = files.entry(file);
                if (entry.kind() != FileEntry.Kind.DIRECTORY && wants.test(entry)) {
                    files.wanted.put(entry.path(), entry);
                }
            }
        }
        return files;
    }

    /** The wanted files in path order. */
    public List<FileEntry> entries() {
        return List.copyOf(wanted.values());
    }

    private FileEntry entry(Path file) throws IOException {
        String path = root.relativize(file).toString();
        boolean link = Files.isSymbolicLink(file);
        String target = link ? Files.readSymbolicLink(file).toString() : null;
        FileEntry.Kind kind = kind(file, link);
        long size = kind == FileEntry.Kind.FILE ? Files.size(file) : 0;
        int mode = link ? 0777 : mode(Files.getPosixFilePermissions(file));
        return new FileEntry(path, kind, size, mode, 0, 0, 0, target);
    }

    private static FileEntry.Kind kind(Path file, boolean link) {
        if (link) {
            return FileEntry.Kind.SYMLINK;
        }
        return Files.isDirectory(file) ? FileEntry.Kind.DIRECTORY : FileEntry.Kind.FILE;
    }

    private static int mode(Set<PosixFilePermission> permissions) {
        return permissions.stream().mapToInt(p -> 0400 >> p.ordinal()).sum();
    }

    @Override
    public Optional<FileContent> content(String path) {
        @Nullable FileEntry entry = wanted.get(path);
        boolean there = entry != null && entry.kind() == FileEntry.Kind.FILE;
        return there ? Optional.of(new OnDisk(root.resolve(path))) : Optional.empty();
    }

    @Override
    public List<FileEntry> list(String directory) {
        return wanted.values().stream()
                .filter(e -> e.directory().equals(directory))
                .toList();
    }

    private record OnDisk(Path file) implements FileContent {
        @Override
        public long sizeBytes() {
            return file.toFile().length();
        }

        @Override
        public byte[] bytes() throws IOException {
            return Files.readAllBytes(file);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return Files.newByteChannel(file);
        }
    }
}
