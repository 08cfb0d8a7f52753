package dev.seawall.engine.image;

import dev.seawall.engine.archive.TarEntry;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.files.FileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a tar that holds a file system from one that holds an image, by the names of its members; the first that only
 * one of them has decides, so that little of a large file is read.
 */
final class TarballSniffer {
    private static final long MAX_BYTES = 512L << 20;
    private static final int MAX_MEMBERS = 100_000;
    private static final Set<String> OF_A_ROOT = Set.of(
            "bin", "boot", "dev", "etc", "home", "lib", "lib64", "media", "mnt", "opt", "proc", "root", "run", "sbin",
            "srv", "sys", "tmp", "usr", "var");
    private static final Pattern OF_AN_IMAGE = Pattern.compile(
            "manifest\\.json|index\\.json|oci-layout|repositories|blobs|(sha256:)?[0-9a-f]{64}(\\..*)?");

    private TarballSniffer() {}

    /** True where the tar holds a file system; false where it holds an image or cannot be read. */
    static boolean isFileSystem(Path file) {
        try (TarReader tar = new TarReader(Compression.open(file))) {
            return isFileSystem(tar);
        } catch (IOException damaged) {
            return false;
        }
    }

    private static boolean isFileSystem(TarReader tar) throws IOException {
        long bytes = 0;
        int members = 0;
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            FileEntry member = entry.file();
            String top = member.path().split("/", 2)[0];
            bytes += member.sizeBytes();
            members += member.path().isEmpty() ? 0 : 1;
            if (OF_A_ROOT.contains(top)) {
                return true;
            }
            if (OF_AN_IMAGE.matcher(top).matches() || bytes > MAX_BYTES || members > MAX_MEMBERS) {
                return false;
            }
        }
        return members > 0;
    }
}
