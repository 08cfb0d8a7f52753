package dev.seawall.server.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Remembers outside the home how many commits the storage has seen, so that an older storage is known. */
final class Anchor {
    private final Optional<Path> path;

    Anchor(Optional<Path> path) {
        this.path = path;
    }

    /** The epoch remembered; 0 for none. */
    long read() throws IOException {
        if (path.isEmpty() || !Files.exists(path.get())) {
            return 0;
        }
        try {
            return Long.parseLong(Files.readString(path.get()).strip());
        } catch (NumberFormatException damaged) {
            throw new IOException("the anchor " + path.get() + " is not a number", damaged);
        }
    }

    /** Remembers an epoch. A crash may lose the newest ones, which lets nothing older in than what it kept. */
    void write(long epoch) {
        if (path.isEmpty()) {
            return;
        }
        byte[] text = "%020d%n".formatted(epoch).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(path.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(text), 0);
        } catch (IOException unwritable) {
            System.getLogger(Anchor.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot write the anchor: " + unwritable.getMessage());
        }
    }
}
