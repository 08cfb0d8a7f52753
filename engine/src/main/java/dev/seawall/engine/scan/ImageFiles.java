package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import java.util.List;
import java.util.regex.Pattern;

/** What the checks of an image ask about single files: by path, mode and size, never by content. */
final class ImageFiles {
    static final List<String> SHELLS =
            List.of("bin/ash", "bin/bash", "bin/dash", "bin/ksh", "bin/sh", "bin/zsh", "busybox/sh");
    static final List<String> PACKAGE_MANAGERS = List.of(
            "sbin/apk",
            "usr/bin/apt",
            "usr/bin/apt-get",
            "usr/bin/dnf",
            "usr/bin/dpkg",
            "usr/bin/microdnf",
            "usr/bin/pacman",
            "usr/bin/rpm",
            "usr/bin/yum",
            "usr/bin/zypper");
    static final List<String> COMPILERS = List.of(
            "usr/bin/as",
            "usr/bin/cc",
            "usr/bin/clang",
            "usr/bin/g++",
            "usr/bin/gcc",
            "usr/bin/ld",
            "usr/bin/make",
            "usr/bin/tcc",
            "usr/local/go/bin/go");
    static final List<String> SSH_SERVERS = List.of("usr/sbin/dropbear", "usr/sbin/sshd");
    static final List<String> SUDO = List.of("usr/bin/doas", "usr/bin/sudo");
    static final List<String> SUPERVISORS =
            List.of("lib/systemd/systemd", "sbin/runit", "usr/bin/supervisord", "usr/local/bin/supervisord");

    private static final Pattern CACHE = Pattern.compile(
            "var/cache/apt/(archives/)?[^/]+\\.(deb|bin)|var/lib/apt/lists/[^/]+_(Packages|Sources|InRelease)[^/]*"
                    + "|(var/cache/apk|etc/apk/cache)/[^/]+\\.(apk|tar\\.gz)|var/cache/(yum|dnf|zypp)/.+|root/\\.cache/pip/.+|root/\\.npm/_cacache/index.*");
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(.*/)?(credentials\\.json|credential\\.json|config\\.json\\.bak|id_rsa|id_dsa|id_ecdsa|id_ed25519"
                    + "|\\.p12|[^/]+\\.p12|[^/]+\\.pfx|[^/]+\\.kdbx|\\.aws/credentials|\\.docker/config\\.json|\\.netrc|\\.pgpass|\\.git-credentials|settings-security\\.xml)");
    private static final Pattern JUNK = Pattern.compile(
            "(.*/)?(\\.git/HEAD|\\.DS_Store|Thumbs\\.db|[^/]+~|Dockerfile|docker-compose\\.ya?ml|\\.vagrant/[^/]+|\\.bash_history|\\.ash_history)");

    private ImageFiles() {}

    static String path(FileRecord file) {
        return file.entry().path();
    }

    /** The path, its mode in octal and the package that brought it, where one did. */
    static String withOwner(FileRecord file) {
        String owner = file.owner() == null ? "" : ", " + file.owner();
        return path(file) + " (" + Integer.toOctalString(file.entry().mode()) + owner + ")";
    }

    static boolean isSetuid(FileRecord file) {
        return file.entry().kind() == FileEntry.Kind.FILE && (file.entry().mode() & 06000) != 0;
    }

    /** Files anybody may write, and such directories without the sticky bit. */
    static boolean isWorldWritable(FileRecord file) {
        int mode = file.entry().mode();
        return switch (file.entry().kind()) {
            case FILE -> (mode & 02) != 0;
            case DIRECTORY -> (mode & 02) != 0 && (mode & 01000) == 0;
            case SYMLINK, HARDLINK, OTHER -> false;
        };
    }

    static boolean isPackageCache(FileRecord file) {
        return isFile(file) && CACHE.matcher(path(file)).matches();
    }

    static boolean isCredentialFile(FileRecord file) {
        return isFile(file) && CREDENTIALS.matcher(path(file)).matches();
    }

    static boolean isJunk(FileRecord file) {
        String path = path(file);
        return isFile(file)
                && !path.startsWith("usr/share/doc/")
                && JUNK.matcher(path).matches();
    }

    private static boolean isFile(FileRecord file) {
        return file.entry().kind() == FileEntry.Kind.FILE;
    }
}
