package dev.seawall.engine.detect.secret;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** What the tests of secrets share. */
final class SecretFiles {
    private SecretFiles() {}

    /** Bytes as a file's content. */
    record Memory(byte[] bytes) implements FileContent {
        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public SeekableByteChannel channel() {
            return new SeekableInMemoryByteChannel(bytes);
        }
    }

    static FileEntry entry(String path, int size) {
        return new FileEntry(path, FileEntry.Kind.FILE, size, 0644, 0, 0, 0, null);
    }

    static List<Hit> hits(SecretScan scan, String path, byte[] bytes) throws IOException {
        return scan.inspect(entry(path, bytes.length), new Memory(bytes));
    }

    static List<Hit> hits(String path, String text) throws IOException {
        return hits(SecretScan.builtin(), path, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> ids(String path, String text) throws IOException {
        return hits(path, text).stream().map(Hit::id).toList();
    }

    /** A folder below the first folder upwards that has it. */
    static Path above(String relative) {
        Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (at != null) {
            if (Files.isDirectory(at.resolve(relative))) {
                return at.resolve(relative);
            }
            at = at.getParent();
        }
        return Path.of(relative);
    }
}
