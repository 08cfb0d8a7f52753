package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import java.util.List;
import java.util.Set;
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
    private static final Set<String> CREDENTIAL_NAMES = Set.of(
            ".git-credentials",
            ".netrc",
            ".pgpass",
            "config.json.bak",
            "credential.json",
            "credentials.json",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519",
            "id_rsa",
            "settings-security.xml");
    private static final Set<String> CREDENTIAL_PATHS = Set.of(".aws/credentials", ".docker/config.json");
    private static final List<String> KEY_STORES = List.of(".p12", ".pfx", ".kdbx");
    private static final Set<String> JUNK_NAMES = Set.of(
            ".DS_Store",
            ".ash_history",
            ".bash_history",
            "Dockerfile",
            "Thumbs.db",
            "docker-compose.yaml",
            "docker-compose.yml");

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
        String path = path(file);
        String name = end(path, 1);
        return isFile(file)
                && (CREDENTIAL_NAMES.contains(name)
                        || CREDENTIAL_PATHS.contains(end(path, 2))
                        || KEY_STORES.stream().anyMatch(name::endsWith));
    }

    static boolean isJunk(FileRecord file) {
        String path = path(file);
        String name = end(path, 1);
        String nameAndFolder = end(path, 2);
        return isFile(file)
                && !path.startsWith("usr/share/doc/")
                && (JUNK_NAMES.contains(name)
                        || (name.length() > 1 && name.endsWith("~"))
                        || nameAndFolder.equals(".git/HEAD")
                        || nameAndFolder.startsWith(".vagrant/"));
    }

    /** The last so many names of a path, as one path. */
    private static String end(String path, int names) {
        int from = path.length();
        for (int name = 0; name < names && from >= 0; name++) {
            from = path.lastIndexOf('/', from - 1);
        }
        return path.substring(from + 1);
    }

    private static boolean isFile(FileRecord file) {
        return file.entry().kind() == FileEntry.Kind.FILE;
    }
}
