package dev.seawall.engine.check;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces files by their repaired form: whole or not at all, with owner, group and mode as they were. */
final class RepairedFiles {
    private RepairedFiles() {}

    static void write(List<Repair.FileRepair> files) {
        files.forEach(RepairedFiles::requireWritable);
        files.forEach(RepairedFiles::replace);
    }

    private static void requireWritable(Repair.FileRepair file) {
        Path path = Path.of(file.path());
        if (Files.isSymbolicLink(path)) {
            throw refused(file, "it is a symbolic link", "Name the file that it points to", null);
        }
        if (!Files.isRegularFile(path)) {
            throw refused(file, "it is no regular file", "Name a regular file", null);
        }
        if (!Files.isWritable(path) || isReadOnly(path)) {
            throw refused(file, "it is read-only", "Give yourself the right to write it", null);
        }
    }

    /** Root may write everything; that the owner may not is a wish to be heeded. */
    private static boolean isReadOnly(Path path) {
        try {
            return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null
                    && Files.getPosixFilePermissions(path).stream()
                            .noneMatch(p -> p.name().endsWith("_WRITE"));
        } catch (IOException e) {
            return true;
        }
    }

    private static SeawallException refused(
            Repair.FileRepair file, String why, String remedy, @Nullable Exception cause) {
        String tried = "write the repair of " + file.path();
        return cause == null
                ? new SeawallException(tried, why, remedy)
                : new SeawallException(tried, why, remedy, cause);
    }

    private static void replace(Repair.FileRepair file) {
        Path path = Path.of(file.path()).toAbsolutePath();
        Path fresh = null;
        try {
            if (!Arrays.equals(Files.readAllBytes(path), file.before())) {
                throw refused(file, "it changed in the meantime", "Run the check again", null);
            }
            fresh = Files.createTempFile(path.getParent(), ".seawall-", ".tmp");
            Files.write(fresh, file.after());
            copyAttributes(path, fresh);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            remove(fresh);
            throw refused(file, String.valueOf(e.getMessage()), "Make its folder writable", e);
        }
    }

    private static void copyAttributes(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
        try {
            view.setGroup(old.group());
            view.setOwner(old.owner());
        } catch (FileSystemException e) {
            if (!old.owner().equals(view.readAttributes().owner())) {
                throw e;
            }
        }
        view.setPermissions(old.permissions());
    }

    private static void remove(@Nullable Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new SeawallException("remove " + path, String.valueOf(e.getMessage()), "Remove it by hand", e);
        }
    }
}
