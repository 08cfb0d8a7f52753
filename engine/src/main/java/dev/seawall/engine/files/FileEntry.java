package dev.seawall.engine.files;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a layer or directory, as its tar header or inode states it.
 *
 * @param path relative to the root, {@code /}-separated, without a leading slash, {@code .} or {@code ..}
 * @param sizeBytes content size; 0 for everything but regular files
 * @param mode permission bits with setuid, setgid and sticky, octal 07777
 * @param modifiedSeconds modification time in seconds since 1970
 * @param linkTarget target of a symbolic or hard link, or null
 */
public record FileEntry(
        String path,
        Kind kind,
        long sizeBytes,
        int mode,
        int uid,
        int gid,
        long modifiedSeconds,
        @Nullable String linkTarget) {

    /** What an entry is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARDLINK,
        OTHER
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether the last segment of the path is exactly this. */
    public boolean isNamed(String name) {
        int before = path.length() - name.length() - 1;
        return path.endsWith(name) && (before < 0 || path.charAt(before) == '/');
    }

    /** The path of the directory it lies in; empty at the root. */
    public String directory() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** True for a regular file with any execute bit. */
    public boolean isExecutable() {
        return kind == Kind.FILE && (mode & 0111) != 0;
    }
}
