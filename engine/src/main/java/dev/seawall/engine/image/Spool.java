package dev.seawall.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Streams something once into a temporary file of bounded size that is gone when its channel closes. */
final class Spool {
    private static final int BUFFER = 256 << 10;
    /** Left free on the disk whatever the bound allows. */
    private static final long RESERVE = 64L << 20;

    private Spool() {}

    /**
     * Copies the stream to its end.
     *
     * @return a channel on the file, which has no name any more and is gone at close, even after a crash
     * @throws IOException where it is larger than {@link SourceOptions#maxSpoolBytes} or the disk is nearly full
     */
    static FileChannel copy(InputStream content, SourceOptions options) throws IOException {
        Path file = Files.createTempFile(options.spoolDirectory(), "seawall-", ".spool");
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        try {
            long room = Files.getFileStore(options.spoolDirectory()).getUsableSpace() - RESERVE;
            fill(channel, content, Math.min(room, options.maxSpoolBytes()));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void fill(FileChannel channel, InputStream content, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            total += n;
            if (total > limit) {
                throw new IOException("it needs more than " + Math.max(limit, 0) + " bytes of temporary space");
            }
            ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, n);
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        }
    }
}
