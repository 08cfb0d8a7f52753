package dev.seawall.engine.host;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The files of a real directory, such as {@code /} or a mounted root. */
final class DirectoryFiles implements HostFiles {
    private static final String ATTRIBUTES = "unix:mode,uid,gid,size,lastModifiedTime";
    private static final int MOST_KEPT = 20_000;

    private final Path root;
    private final LinkWalk links = new LinkWalk(this::known);
    private final Map<String, Optional<FileEntry>> kept = new ConcurrentHashMap<>();

    DirectoryFiles(Path root) {
        this.root = root;
    }

    @Override
    public Optional<FileEntry> entry(String path) {
        return links.find(path, false);
    }

    @Override
    public Optional<FileEntry> resolve(String path) {
        return links.find(path, true);
    }

    /** Entries outside proc do not change while an audit runs. */
    private Optional<FileEntry> known(String path) {
        if (path.startsWith("proc/") || kept.size() > MOST_KEPT) {
            return read(path);
        }
        return kept.computeIfAbsent(path, this::read);
    }

    private Optional<FileEntry> read(String path) {
        try {
            return Optional.of(entry(root.resolve(path), path));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The entry of a file on disk, nothing followed. */
    static FileEntry entry(Path file, String path) throws IOException {
        Map<String, Object> all = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        int mode = number(all, "mode").intValue();
        FileEntry.Kind kind =
                switch (mode & 0170000) {
                    case 0100000 -> FileEntry.Kind.FILE;
                    case 0040000 -> FileEntry.Kind.DIRECTORY;
                    case 0120000 -> FileEntry.Kind.SYMLINK;
                    default -> FileEntry.Kind.OTHER;
                };
        String target =
                kind == FileEntry.Kind.SYMLINK ? Files.readSymbolicLink(file).toString() : null;
        long modified = ((FileTime) Objects.requireNonNull(all.get("lastModifiedTime"))).to(TimeUnit.SECONDS);
        int uid = number(all, "uid").intValue();
        int gid = number(all, "gid").intValue();
        return new FileEntry(path, kind, number(all, "size").longValue(), mode & 07777, uid, gid, modified, target);
    }

    private static Number number(Map<String, Object> all, String name) {
        return (Number) Objects.requireNonNull(all.get(name));
    }

    @Override
    public List<String> list(String directory) {
        Optional<FileEntry> real = resolve(directory);
        if (real.isEmpty() || real.get().kind() != FileEntry.Kind.DIRECTORY) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(root.resolve(real.get().path()))) {
            stream.forEach(child -> names.add(child.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** What lies in a directory whose path has no links; entries that vanish are left out. */
    List<FileEntry> children(String directory) {
        List<FileEntry> children = new ArrayList<>();
        String prefix = directory.isEmpty() ? "" : directory + "/";
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path child : stream) {
                addTo(children, child, prefix + child.getFileName());
            }
        } catch (IOException | DirectoryIteratorException e) {
            return children;
        }
        children.sort(java.util.Comparator.comparing(FileEntry::path));
        return children;
    }

    private static void addTo(List<FileEntry> children, Path child, String path) {
        try {
            children.add(entry(child, path));
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public FileContent content(String path) throws IOException {
        FileEntry real = resolve(path).orElseThrow(() -> new NoSuchFileException(path));
        if (real.kind() != FileEntry.Kind.FILE) {
            throw new IOException("not a regular file");
        }
        return new OnDisk(root.resolve(real.path()), real.sizeBytes());
    }

    private record OnDisk(Path file, long sizeBytes) implements FileContent {
        @Override
        public byte[] bytes() throws IOException {
            try (InputStream in = open()) {
                return in.readAllBytes();
            }
        }

        @Override
        public InputStream open() throws IOException {
            return new BufferedInputStream(Channels.newInputStream(channel()), 1 << 16);
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
