package dev.seawall.engine.host;

import dev.seawall.engine.files.FileEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of the root file system whose permissions matter: set-id files, what everybody may write to, what nobody
 * owns. Container storage, other mounts and what the kernel invents are not entered.
 *
 * @param complete false where a bound stopped the walk
 */
record TreeWalk(
        List<FileEntry> setId,
        List<FileEntry> writableFiles,
        List<FileEntry> writableFolders,
        List<FileEntry> unowned,
        boolean complete) {
    private static final int MOST_ENTRIES = 1_500_000;
    private static final int MOST_FOUND = 5_000;
    private static final Set<String> SKIPPED = Set.of(
            "proc",
            "sys",
            "dev",
            "run",
            "var/lib/docker",
            "var/lib/containerd",
            "var/lib/containers",
            "var/lib/kubelet/pods",
            "var/lib/rancher",
            "var/lib/lxc",
            "var/lib/lxd",
            "var/snap/lxd",
            "var/run");

    TreeWalk {
        setId = List.copyOf(setId);
        writableFiles = List.copyOf(writableFiles);
        writableFolders = List.copyOf(writableFolders);
        unowned = List.copyOf(unowned);
    }

    /** @param other folders where something else is mounted, relative to the root */
    static TreeWalk read(HostFiles files, Set<Integer> users, Set<Integer> groups, Set<String> other) {
        Walker walker = new Walker(files, users, groups, other);
        return walker.walk();
    }

    private static final class Walker {
        private final HostFiles files;
        private final Set<Integer> users;
        private final Set<Integer> groups;
        private final Set<String> other;
        private final List<FileEntry> setId = new ArrayList<>();
        private final List<FileEntry> writableFiles = new ArrayList<>();
        private final List<FileEntry> writableFolders = new ArrayList<>();
        private final List<FileEntry> unowned = new ArrayList<>();
        private final Deque<String> folders = new ArrayDeque<>();
        private int seen;

        Walker(HostFiles files, Set<Integer> users, Set<Integer> groups, Set<String> other) {
            this.files = files;
            this.users = users;
            this.groups = groups;
            this.other = other;
        }

        TreeWalk walk() {
            folders.push("");
            while (!folders.isEmpty() && seen < MOST_ENTRIES) {
                String folder = folders.pop();
                for (FileEntry entry : children(folder)) {
                    seen++;
                    visit(entry);
                }
            }
            return new TreeWalk(setId, writableFiles, writableFolders, unowned, folders.isEmpty());
        }

        private List<FileEntry> children(String folder) {
            String prefix = folder.isEmpty() ? "" : folder + "/";
            if (files instanceof DirectoryFiles directory) {
                return directory.children(folder);
            }
            return files.list(folder).stream()
                    .map(name -> files.entry(prefix + name))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private void visit(FileEntry entry) {
            boolean folder = entry.kind() == FileEntry.Kind.DIRECTORY;
            if (folder && !SKIPPED.contains(entry.path()) && !other.contains(entry.path())) {
                folders.push(entry.path());
            }
            if (entry.kind() == FileEntry.Kind.SYMLINK) {
                return;
            }
            boolean everybody = (entry.mode() & 02) != 0;
            if (entry.kind() == FileEntry.Kind.FILE) {
                keep(setId, entry, (entry.mode() & 06000) != 0 && (entry.mode() & 0111) != 0);
                keep(writableFiles, entry, everybody);
            }
            keep(writableFolders, entry, folder && everybody && (entry.mode() & 01000) == 0);
            keep(unowned, entry, !users.contains(entry.uid()) || !groups.contains(entry.gid()));
        }

        private static void keep(List<FileEntry> list, FileEntry entry, boolean wanted) {
            if (wanted && list.size() < MOST_FOUND) {
                list.add(entry);
            }
        }
    }
}
