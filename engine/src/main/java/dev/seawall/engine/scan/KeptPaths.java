package dev.seawall.engine.scan;

import dev.seawall.engine.files.FileEntry;
import java.util.Set;
import java.util.regex.Pattern;

/** Small files whose content is kept whatever the plug-ins want: they say what system this is and who may use it. */
final class KeptPaths {
    /** Larger ones are not kept. */
    static final int MAX_BYTES = 1 << 20;

    /** Bills of material may be larger. */
    static final int MAX_SBOM_BYTES = 64 << 20;

    private static final Set<String> EXACT = Set.of(
            "etc/passwd",
            "etc/shadow",
            "etc/group",
            "etc/gshadow",
            "etc/sudoers",
            "etc/login.defs",
            "etc/ssh/sshd_config",
            "etc/apk/repositories",
            "etc/apk/world",
            "etc/apt/sources.list",
            "etc/ld.so.preload",
            "etc/ld.so.conf",
            "etc/profile",
            "etc/environment",
            "etc/crontab",
            "etc/shells",
            "etc/alpine-release",
            "etc/debian_version",
            "etc/SuSE-release",
            "etc/issue");
    private static final Pattern SHAPES = Pattern.compile("(etc|usr/lib)/[a-z_-]*release"
            + "|usr/lib/os\\.release\\.d/[^/]+"
            + "|etc/apt/sources\\.list\\.d/[^/]+|etc/yum\\.repos\\.d/[^/]+|etc/sudoers\\.d/[^/]+"
            + "|etc/ssh/sshd_config\\.d/[^/]+|etc/ld\\.so\\.conf\\.d/[^/]+"
            + "|var/lib/dpkg/diversions|root/buildinfo/content_manifests/[^/]+\\.json");

    private KeptPaths() {}

    /** Scripts that images start with; what they are called is custom, and larger ones are programs. */
    private static final Pattern STARTERS =
            Pattern.compile("(?:docker-)?entrypoint(?:\\.sh)?|(?:start|startup|run|init|cmd|boot|launch)\\.sh|start");

    private static final int MAX_STARTER_BYTES = 64 << 10;

    private static boolean isStarter(FileEntry file) {
        return file.isExecutable()
                && file.sizeBytes() <= MAX_STARTER_BYTES
                && STARTERS.matcher(file.name()).matches();
    }

    /** Whether the content of this entry is kept. */
    static boolean keeps(FileEntry file) {
        String path = file.path();
        if (file.kind() == FileEntry.Kind.FILE && EmbeddedSboms.isNamedLikeOne(path)) {
            return file.sizeBytes() <= MAX_SBOM_BYTES;
        }
        if (file.kind() != FileEntry.Kind.FILE || file.sizeBytes() > MAX_BYTES) {
            return false;
        }
        if (isStarter(file)) {
            return true;
        }
        boolean possible = path.startsWith("etc/")
                || path.startsWith("usr/lib/")
                || path.startsWith("var/lib/dpkg/")
                || path.startsWith("root/buildinfo/");
        return possible && (EXACT.contains(path) || SHAPES.matcher(path).matches());
    }
}
