package dev.seawall.server.logs.archive;

import dev.seawall.server.logs.query.LogLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The blocks of one day, in the order they were appended. Safe for many threads. */
public final class BlockFile implements Closeable {
    private final String day;
    private final Seal seal;
    private final FileChannel channel;
    private final List<Block> blocks = new ArrayList<>();
    private final Object forcing = new Object();
    private final boolean damaged;
    private long end;
    private long durable;

    private BlockFile(String day, Seal seal, FileChannel channel) throws IOException {
        this.day = day;
        this.seal = seal;
        this.channel = channel;
        this.damaged = scan();
    }

    /**
     * Opens or makes a file. What a crash left half written at its end is cut off; it was never acknowledged.
     *
     * @param day its blocks are bound to
     */
    public static BlockFile open(Path file, String day, Seal seal) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), mode);
        return new BlockFile(day, seal, channel);
    }

    private boolean scan() throws IOException {
        long size = channel.size();
        boolean skipped = false;
        long at = 0;
        while (at + Block.HEADER_BYTES <= size) {
            Block block = Block.parse(at, bytes(at, Block.HEADER_BYTES));
            if (block == null) {
                skipped = true;
                at++;
            } else if (block.end() > size) {
                break;
            } else {
                blocks.add(block);
                at = block.end();
            }
        }
        end = blocks.isEmpty() ? 0 : blocks.getLast().end();
        channel.truncate(end);
        durable = end;
        return skipped;
    }

    /** Whether parts of the file could not be read when it was opened. */
    public boolean isDamaged() {
        return damaged;
    }

    /** Writes a block; it is durable after {@link #force}. Where the disk is full the file stays as it was. */
    public synchronized Block append(List<LogLine> lines) throws IOException {
        byte[] packed = LineCodec.encode(lines);
        byte[] sealed = seal.seal(place(end), packed);
        long min = lines.stream().mapToLong(LogLine::timeNanos).min().orElse(0);
        long max = lines.stream().mapToLong(LogLine::timeNanos).max().orElse(0);
        Block block = new Block(end, sealed.length, min, max, lines.size());
        ByteBuffer out = ByteBuffer.allocate(Block.HEADER_BYTES + sealed.length)
                .put(block.header())
                .put(sealed)
                .flip();
        try {
            long at = end;
            while (out.hasRemaining()) {
                at += channel.write(out, at);
            }
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
        blocks.add(block);
        end = block.end();
        return block;
    }

    /** Returns once a block is on the disk; one wait serves all that were written before it. */
    public void force(Block block) throws IOException {
        synchronized (forcing) {
            if (durable < block.end()) {
                long reached = end();
                channel.force(false);
                durable = reached;
            }
        }
    }

    /** All blocks. */
    public synchronized List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** Bytes of the file. */
    public synchronized long end() {
        return end;
    }

    /** The lines of a block. */
    public List<LogLine> read(Block block) throws IOException {
        byte[] sealed = bytes(block.offset() + Block.HEADER_BYTES, block.length());
        return LineCodec.decode(seal.open(place(block.offset()), sealed));
    }

    /** The block at an offset; null where none begins there. */
    public @Nullable Block at(long offset) throws IOException {
        if (offset < 0 || offset + Block.HEADER_BYTES > end()) {
            return null;
        }
        Block block = Block.parse(offset, bytes(offset, Block.HEADER_BYTES));
        return block == null || block.end() > end() ? null : block;
    }

    private byte[] place(long offset) {
        return (day + "/" + offset).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(long offset, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        long at = offset;
        while (in.hasRemaining()) {
            int read = channel.read(in, at);
            if (read < 0) {
                throw new IOException("the file of " + day + " is cut short");
            }
            at += read;
        }
        return in.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
