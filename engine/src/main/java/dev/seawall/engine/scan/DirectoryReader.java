package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Walks a directory as if it were one layer. Links are listed, never followed; other file systems are entered only
 * where they hold real local files; devices, sockets and pipes are listed, never opened.
 */
final class DirectoryReader {
    private static final String ATTRIBUTES = "unix:mode,uid,gid,size,lastModifiedTime,dev";
    private static final int IN_MEMORY = 8 << 20;
    private static final Set<String> PSEUDO = Set.of(
            "proc",
            "sysfs",
            "devtmpfs",
            "devpts",
            "cgroup",
            "cgroup2",
            "securityfs",
            "debugfs",
            "tracefs",
            "mqueue",
            "hugetlbfs",
            "pstore",
            "bpf",
            "configfs",
            "fusectl",
            "nsfs",
            "efivarfs",
            "binfmt_misc",
            "autofs",
            "rpc_pipefs",
            "selinuxfs",
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "9p",
            "ceph",
            "glusterfs");

    private final Path root;
    private final LayerCollector collector;
    private final Deadline deadline;
    private final Deque<Folder> folders = new ArrayDeque<>();

    private record Folder(Path path, String name, long device) {}

    DirectoryReader(Path root, LayerCollector collector, Deadline deadline) {
        this.root = root;
        this.collector = collector;
        this.deadline = deadline;
    }

    /**
     * Walks it all.
     *
     * @param root must be a real path
     * @throws SeawallException where it cannot be listed
     */
    static void read(Path root, LayerCollector collector, Deadline deadline) {
        new DirectoryReader(root, collector, deadline).walk();
    }

    private void walk() {
        try {
            folders.push(new Folder(root, "", Inode.of(root).device()));
            list(folders.peek());
        } catch (IOException e) {
            throw new SeawallException(
                    "read the folder " + root,
                    e.getMessage() == null ? e.toString() : e.getMessage(),
                    "Check that it exists and that you may read it",
                    e);
        }
        while (!folders.isEmpty() && !collector.isFull()) {
            deadline.check();
            visit(folders.pop());
        }
        if (collector.isFull()) {
            collector.damaged("", FileStatus.State.TOO_LARGE, "more entries than --max-entries allows");
        }
    }

    private void visit(Folder folder) {
        try {
            List<Folder> inside = new ArrayList<>();
            for (Path child : list(folder)) {
                String name = (folder.name().isEmpty() ? "" : folder.name() + "/") + child.getFileName();
                visit(child, name, folder, inside);
            }
            inside.reversed().forEach(folders::push);
        } catch (IOException e) {
            unreadable(folder.name(), e);
        }
    }

    private void visit(Path path, String name, Folder parent, List<Folder> inside) {
        try {
            Inode inode = Inode.of(path);
            FileEntry entry = entry(path, name, inode);
            collector.accept(entry, kept -> content(path, parent.path(), entry.sizeBytes(), kept));
            if (entry.kind() == FileEntry.Kind.DIRECTORY && isEntered(path, name, inode.device(), parent)) {
                inside.add(new Folder(path, name, inode.device()));
            }
        } catch (NoSuchFileException e) {
            // gone since it was listed: it is not part of the target any more
            return;
        } catch (IOException e) {
            unreadable(name, e);
        }
    }

    private boolean isEntered(Path path, String name, long device, Folder parent) throws IOException {
        if (collector.isSkippedDirectory(name)) {
            return false;
        }
        if (device == parent.device()) {
            return true;
        }
        String type = Files.getFileStore(path).type();
        return !PSEUDO.contains(type) && !type.startsWith("fuse");
    }

    private void unreadable(String name, IOException e) {
        String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        collector.report(name, FileStatus.State.UNREADABLE, reason);
    }

    private static List<Path> list(Folder folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path())) {
            stream.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return children;
    }

    private static FileContent content(Path path, Path directory, long sizeBytes, boolean kept) throws IOException {
        FileContent onDisk = new Contents.OnDisk(path, directory, sizeBytes);
        return kept || sizeBytes > IN_MEMORY ? onDisk : new Contents.InMemory(onDisk.bytes());
    }

    /** What the walker needs of an inode. */
    private record Inode(int mode, int uid, int gid, long sizeBytes, long modifiedSeconds, long device) {
        static Inode of(Path path) throws IOException {
            Map<String, Object> all = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            FileTime modified = (FileTime) Objects.requireNonNull(all.get("lastModifiedTime"));
            return new Inode(
                    (int) number(all, "mode"),
                    (int) number(all, "uid"),
                    (int) number(all, "gid"),
                    number(all, "size"),
                    modified.to(TimeUnit.SECONDS),
                    number(all, "dev"));
        }

        private static long number(Map<String, Object> all, String name) {
            return ((Number) Objects.requireNonNull(all.get(name))).longValue();
        }

        FileEntry.Kind kind() {
            return switch (mode & 0170000) {
                case 0100000 -> FileEntry.Kind.FILE;
                case 0040000 -> FileEntry.Kind.DIRECTORY;
                case 0120000 -> FileEntry.Kind.SYMLINK;
                default -> FileEntry.Kind.OTHER;
            };
        }
    }

    private static FileEntry entry(Path path, String name, Inode inode) throws IOException {
        FileEntry.Kind kind = inode.kind();
        return new FileEntry(
                name,
                kind,
                kind == FileEntry.Kind.FILE ? inode.sizeBytes() : 0,
                inode.mode() & 07777,
                inode.uid(),
                inode.gid(),
                inode.modifiedSeconds(),
                kind == FileEntry.Kind.SYMLINK ? Files.readSymbolicLink(path).toString() : null);
    }
}
