package dev.seawall.engine.detect.secret;

import dev.seawall.engine.files.FileEntry;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files are looked into, by path and size alone: not media and machine code, not lock files, not other people's packages. */
final class SecretPaths {
    private static final long SMALLEST = 6;
    private static final Set<String> ENDINGS = Set.of(
            "bmp",
            "gif",
            "jpg",
            "jpeg",
            "png",
            "svg",
            "tif",
            "tiff",
            "ico",
            "webp",
            "avif",
            "psd",
            "eot",
            "otf",
            "ttf",
            "woff",
            "woff2",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "ppt",
            "pptx",
            "pdf",
            "bin",
            "socket",
            "vsidx",
            "suo",
            "pdb",
            "gltf",
            "so",
            "a",
            "o",
            "ko",
            "exe",
            "dll",
            "lib",
            "dylib",
            "class",
            "mo",
            "gmo",
            "mp3",
            "mp4",
            "avi",
            "mov",
            "ogg",
            "wav",
            "flac",
            "webm",
            "deb",
            "rpm",
            "apk",
            "gem",
            "7z",
            "rar",
            "iso",
            "img",
            "qcow2",
            "wasm",
            "pak",
            "dat.gz",
            "squashfs",
            "zst",
            "xz",
            "bz2",
            "elc",
            "hi",
            "rlib",
            "rmeta",
            "pack",
            "idx",
            "cab",
            "msi");
    private static final Set<String> NAMES = Set.of(
            "go.mod",
            "go.sum",
            "go.work",
            "go.work.sum",
            "gradlew",
            "gradlew.bat",
            "gradle.lockfile",
            "mvnw",
            "mvnw.cmd",
            "deno.lock",
            "npm-shrinkwrap.json",
            "package-lock.json",
            "pnpm-lock.yaml",
            "yarn.lock",
            "pipfile.lock",
            "poetry.lock",
            "uv.lock",
            "cargo.lock",
            "composer.lock",
            "gemfile.lock",
            "verification-metadata.xml",
            "modules.txt",
            "database.refactorlog",
            ".gitleaks.toml",
            "gitleaks.toml",
            ".gitleaksignore",
            "trivy-secret.yaml",
            "javascript.json",
            "mavenwrapperdownloader.java",
            "record",
            "checksums.txt",
            "sha256sums",
            "md5sums");
    /** Folders that package managers fill. */
    private static final Pattern PACKAGES = Pattern.compile(
            "(?:^|/)(?:node_modules|bower_components|site-packages|dist-packages"
                    + "|vendor/(?:bundle|ruby|github\\.com|golang\\.org|google\\.golang\\.org|gopkg\\.in|k8s\\.io|sigs\\.k8s\\.io)"
                    + "|[^/]+\\.dist-info|[^/]+\\.egg-info|gems/[^/]+-[0-9][^/]*|lib(?:64)?/python[23](?:\\.[0-9]+)?|\\.git)/");

    private static final Pattern WEB_LIBRARY =
            Pattern.compile("(?:angular|bootstrap|jquery(?:-?ui)?|plotly|swagger-?ui)[a-z0-9.-]*\\.js(?:\\.map)?");
    /** Files that people leave credentials in, wherever they lie. */
    private static final Pattern CREDENTIALS = Pattern.compile(
            "\\.env(?:\\..*)?|\\.npmrc|\\.pypirc|\\.netrc|\\.git-credentials|id_(?:rsa|dsa|ecdsa|ed25519)");

    private static final Pattern PACKED_DOCUMENTATION =
            Pattern.compile("usr/share/(?:doc|man|info|locale|i18n|zoneinfo|help)/.*\\.gz");

    private SecretPaths() {}

    static boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE && file.sizeBytes() >= SMALLEST && wants(file.path());
    }

    /** As {@link #wants(FileEntry)}, by path; for entries of archives too. */
    static boolean wants(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (CREDENTIALS.matcher(name).matches()) {
            return true;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return !ENDINGS.contains(ending)
                && !NAMES.contains(name)
                && !name.contains(".so.")
                && !(ending.equals("gz") && PACKED_DOCUMENTATION.matcher(path).matches())
                && !((name.endsWith(".js") || name.endsWith(".map"))
                        && WEB_LIBRARY.matcher(name).matches())
                && !PACKAGES.matcher(path).find();
    }
}
