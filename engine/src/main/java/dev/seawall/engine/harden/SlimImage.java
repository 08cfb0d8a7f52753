package dev.seawall.engine.harden;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.scan.FileRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes what a plan keeps as the tar of one layer: owners, modes and times stay, setuid and setgid bits go. */
final class SlimImage {
    private static final int PERMISSIONS = 01777;
    private static final Pattern DPKG_LIST = Pattern.compile("var/lib/dpkg/info/(.+?)(:[a-z0-9]+)?\\.[a-z0-9]+");

    private final HardenPlan plan;
    private final TarArchiveOutputStream tar;

    private SlimImage(HardenPlan plan, TarArchiveOutputStream tar) {
        this.plan = plan;
        this.tar = tar;
    }

    /** Streams the kept files into a tar. */
    static void write(HardenPlan plan, TargetFiles files, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, 10240, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        SlimImage slim = new SlimImage(plan, tar);
        files.read(file -> plan.kept().contains(file.entry().path()), slim::add);
        tar.finish();
    }

    private void add(FileRecord file, InputStream content) throws IOException {
        FileEntry entry = file.entry();
        String path = entry.path();
        if (isListOfGone(path) || entry.kind() == FileEntry.Kind.OTHER) {
            return;
        }
        if (path.equals(PackageRelations.DPKG)) {
            put(entry, filtered(content, "Package: "));
        } else if (PackageRelations.APK.contains(path)) {
            put(entry, filtered(content, "P:"));
        } else {
            put(entry, content, entry.kind() == FileEntry.Kind.FILE ? entry.sizeBytes() : 0);
        }
    }

    private boolean isListOfGone(String path) {
        var matcher = DPKG_LIST.matcher(path);
        return matcher.matches() && !plan.keptPackages().contains(matcher.group(1));
    }

    /** A package database with the stanzas of the packages that stay. */
    private byte[] filtered(InputStream content, String nameField) throws IOException {
        Set<String> kept = plan.keptPackages();
        StringBuilder out = new StringBuilder();
        for (String stanza : new String(content.readAllBytes(), StandardCharsets.UTF_8).split("\n\n+", -1)) {
            boolean stays = Arrays.stream(stanza.split("\n", -1))
                    .anyMatch(line -> line.startsWith(nameField)
                            && kept.contains(line.substring(nameField.length()).strip()));
            if (stays) {
                out.append(stanza.strip()).append("\n\n");
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void put(FileEntry entry, byte[] content) throws IOException {
        put(entry, new ByteArrayInputStream(content), content.length);
    }

    private void put(FileEntry entry, InputStream content, long size) throws IOException {
        TarArchiveEntry header = header(entry);
        header.setMode(entry.mode() & PERMISSIONS);
        header.setUserId(entry.uid());
        header.setGroupId(entry.gid());
        header.setModTime(entry.modifiedSeconds() * 1000);
        header.setSize(size);
        tar.putArchiveEntry(header);
        content.transferTo(tar);
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(FileEntry entry) {
        String target = entry.linkTarget() == null ? "" : entry.linkTarget();
        TarArchiveEntry header =
                switch (entry.kind()) {
                    case DIRECTORY -> new TarArchiveEntry(entry.path() + "/", TarConstants.LF_DIR);
                    case SYMLINK -> new TarArchiveEntry(entry.path(), TarConstants.LF_SYMLINK);
                    case HARDLINK -> new TarArchiveEntry(entry.path(), TarConstants.LF_LINK);
                    case FILE, OTHER -> new TarArchiveEntry(entry.path(), TarConstants.LF_NORMAL);
                };
        if (!target.isEmpty()) {
            header.setLinkName(target);
        }
        return header;
    }
}
