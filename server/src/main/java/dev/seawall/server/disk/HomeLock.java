package dev.seawall.server.disk;

import dev.seawall.engine.model.SeawallException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second server out of a home. The kernel lets go of it with the process, however that ends. */
public final class HomeLock implements Closeable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a home, making the folder where there is none.
     *
     * @throws SeawallException where another process has it or the folder cannot be written
     */
    public static HomeLock take(Path home) {
        try {
            Path file = PrivateFile.folder(home).resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new SeawallException(
                        "open the home " + home, "another server works in it", "Stop that one or name another --home");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new SeawallException(
                    "open the home " + home, "it cannot be written (" + e.getMessage() + ")", "Name another --home", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
