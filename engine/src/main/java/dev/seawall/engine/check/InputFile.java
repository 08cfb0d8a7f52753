package dev.seawall.engine.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file or folder that a reader may want. Bytes are read when first asked for and kept.
 *
 * @see DocumentReader
 */
public final class InputFile {
    /** Larger files are refused: no configuration has this size. */
    public static final long LARGEST_BYTES = 50_000_000;

    private static final int HEAD_BYTES = 16_384;

    private final Path path;
    private final String shown;
    private final boolean given;
    private byte[] content = new byte[0];
    private boolean read;
    private String head = "";
    private boolean headRead;
    private Map<String, byte[]> instead = Map.of();

    /**
     * @param path where it is
     * @param shown how reports name it
     * @param given true where the user named it, false where it was met in a folder
     */
    public InputFile(Path path, String shown, boolean given) {
        this.path = path;
        this.shown = shown;
        this.given = given;
    }

    /** A file with known content, for tests and samples. */
    public static InputFile of(String name, byte[] content) {
        return of(Path.of(name), name, true, content);
    }

    /** A file of which other content than the stored one is to be judged. */
    static InputFile of(Path path, String shown, boolean given, byte[] content) {
        InputFile file = new InputFile(path, shown, given);
        file.content = content;
        file.read = true;
        return file;
    }

    /** A folder in which some files, by their path in it, have other contents than the stored ones. */
    static InputFile folder(Path path, String shown, boolean given, Map<String, byte[]> instead) {
        InputFile file = new InputFile(path, shown, given);
        file.instead = Map.copyOf(instead);
        return file;
    }

    /** Contents to be taken instead of the stored ones, by path in this folder. */
    public Map<String, byte[]> instead() {
        return instead;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** How reports name it: as given, or below the folder as given. */
    public String shown() {
        return shown;
    }

    /** True where the user named it, false where it was met in a folder. */
    public boolean isGiven() {
        return given;
    }

    /** The last part of its path. */
    public String name() {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** True for a folder. */
    public boolean isFolder() {
        return !read && Files.isDirectory(path);
    }

    /** The first 16 KiB as text; empty for folders and unreadable files. */
    public String head() {
        if (!headRead) {
            head = new String(headBytes(), StandardCharsets.UTF_8);
            headRead = true;
        }
        return head;
    }

    private byte[] headBytes() {
        if (read) {
            return java.util.Arrays.copyOf(content, Math.min(content.length, HEAD_BYTES));
        }
        if (!Files.isRegularFile(path)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** The whole content; an IOException says why it cannot be had, for example that it is over 50 MB. */
    public byte[] content() throws IOException {
        if (!read) {
            if (Files.size(path) > LARGEST_BYTES) {
                throw new IOException("larger than " + LARGEST_BYTES / 1_000_000 + " MB");
            }
            content = Files.readAllBytes(path);
            read = true;
        }
        return content;
    }
}
