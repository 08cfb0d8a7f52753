package dev.seawall.engine.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one path was like: one attribute per name, all as text, so that a difference can name the attribute.
 *
 * @param attributes type, mode (octal), owner (uid:gid), links, and sha256, target or {@code xattr user.NAME} where it
 *     has them; {@code unreadable} with the reason where its content could not be read
 */
record FileState(Map<String, String> attributes) {
    /** The attribute with the reason why the content or the folder could not be read. */
    static final String UNREADABLE = "unreadable";

    private static final int BUFFER_BYTES = 1 << 16;

    /** Reads a path without following it. */
    static FileState read(Path file) throws IOException {
        Map<String, Object> real = Files.readAttributes(file, "unix:mode,uid,gid,nlink", LinkOption.NOFOLLOW_LINKS);
        int mode = ((Number) Objects.requireNonNull(real.get("mode"))).intValue();
        Map<String, String> all = new TreeMap<>();
        all.put("type", type(mode));
        all.put("owner", real.get("uid") + ":" + real.get("gid"));
        switch (mode & 0170000) {
            case 0120000 -> all.put("target", escaped(Files.readSymbolicLink(file)));
            case 0100000 -> {
                all.put("mode", Integer.toOctalString(mode & 07777));
                all.put("links", String.valueOf(real.get("nlink")));
                content(file, all);
            }
            default -> all.put("mode", Integer.toOctalString(mode & 07777));
        }
        return new FileState(all);
    }

    /** The same state, whose content could not be read. */
    FileState unreadable(IOException failure) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put(UNREADABLE, failure.getClass().getSimpleName());
        return new FileState(all);
    }

    private static String type(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> "file";
            case 0040000 -> "directory";
            case 0120000 -> "symlink";
            case 0060000 -> "block-device";
            case 0020000 -> "character-device";
            case 0010000 -> "pipe";
            default -> "socket";
        };
    }

    private static void content(Path file, Map<String, String> all) {
        try {
            all.put("sha256", sha256(file));
            var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            for (String name : view == null ? java.util.List.<String>of() : view.list()) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                all.put("xattr user." + name, HexFormat.of().formatHex(value.array()));
            }
        } catch (IOException e) {
            all.put(UNREADABLE, e.getClass().getSimpleName());
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            int read = in.read(buffer);
            while (read >= 0) {
                digest.update(buffer, 0, read);
                read = in.read(buffer);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    /** The exact bytes of a name as printable text: whatever is not plain ASCII as %XX. */
    static String escaped(Path name) {
        if (name.isAbsolute()) {
            String raw = name.toUri().getRawPath();
            return raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        }
        return escaped(Path.of("/").resolve(name)).substring(1);
    }
}
