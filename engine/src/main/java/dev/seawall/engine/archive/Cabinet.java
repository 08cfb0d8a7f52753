package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.PieceStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads Microsoft cabinet files ([MS-CAB]): stored and MSZIP folders. Quantum and LZX folders are told as not supported.
 */
final class Cabinet {
    private static final int MAX_BYTES = 64 << 20;
    private static final int BLOCK_BYTES = 32 << 10;
    private static final int HEADER_BYTES = 36;
    private static final int HAS_PREVIOUS = 1;
    private static final int HAS_NEXT = 2;
    private static final int HAS_RESERVED = 4;
    private static final int STORED = 0;
    private static final int MSZIP = 1;

    private final ByteBuffer in;
    private final ArchiveMembers.Sink sink;
    private int folderReserve;
    private int blockReserve;

    private record Folder(int offset, int blocks, int method) {}

    private record Member(String name, int folder, long offset, int sizeBytes) {}

    private Cabinet(ByteBuffer in, ArchiveMembers.Sink sink) {
        this.in = in;
        this.sink = sink;
    }

    static void read(SeekableByteChannel channel, ArchiveMembers.Sink sink) throws IOException {
        if (channel.size() > MAX_BYTES) {
            throw new MalformedFileException("the cabinet is larger than " + MAX_BYTES + " bytes");
        }
        ByteBuffer all = ByteBuffer.allocate((int) channel.size()).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(0);
        while (all.hasRemaining() && channel.read(all) >= 0) {}
        try {
            new Cabinet(all.flip(), sink).read();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new MalformedFileException("the cabinet is damaged", e);
        }
    }

    private void read() throws IOException {
        int firstFile = in.getInt(16);
        int folderCount = in.getShort(26) & 0xffff;
        int fileCount = in.getShort(28) & 0xffff;
        skipHeader(in.getShort(30));
        List<Folder> folders = new ArrayList<>();
        for (int i = 0; i < folderCount; i++) {
            folders.add(new Folder(in.getInt(), in.getShort() & 0xffff, in.getShort() & 0xf));
            skip(folderReserve);
        }
        in.position(firstFile);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < fileCount; i++) {
            int size = in.getInt();
            long offset = in.getInt() & 0xffffffffL;
            int folder = in.getShort() & 0xffff;
            skip(6);
            members.add(new Member(text(), folder, offset, size));
        }
        for (int i = 0; i < folders.size(); i++) {
            folder(i, folders.get(i), members);
        }
    }

    private void skipHeader(int flags) {
        in.position(HEADER_BYTES);
        if ((flags & HAS_RESERVED) != 0) {
            int reserve = in.getShort() & 0xffff;
            folderReserve = in.get() & 0xff;
            blockReserve = in.get() & 0xff;
            skip(reserve);
        }
        int names = ((flags & HAS_PREVIOUS) != 0 ? 2 : 0) + ((flags & HAS_NEXT) != 0 ? 2 : 0);
        for (int i = 0; i < names; i++) {
            text();
        }
    }

    /** Unpacks a folder as far as its files reach and cuts them out in order. */
    private void folder(int number, Folder folder, List<Member> all) throws IOException {
        List<Member> members =
                all.stream().filter(member -> member.folder == number).toList();
        if (folder.method != STORED && folder.method != MSZIP) {
            members.forEach(member -> sink.closed(member.name, "is packed by Quantum or LZX, which is not supported"));
            return;
        }
        try (InputStream plain = new Blocks(folder)) {
            long at = 0;
            for (Member member : members) {
                if (member.offset < at || member.sizeBytes < 0) {
                    sink.closed(member.name, "overlaps another file of the cabinet");
                    continue;
                }
                plain.skipNBytes(member.offset - at);
                sink.member(member.name, new Bounded(plain, member.sizeBytes));
                // the sink may have stopped early
                at = ((Blocks) plain).position;
            }
        }
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    private String text() {
        int start = in.position();
        while (in.get() != 0) {}
        String name = new String(in.array(), start, in.position() - 1 - start, StandardCharsets.UTF_8);
        return name.replace('\\', '/');
    }

    /** The plain bytes of a folder, one block of at most 32 KiB in memory at a time. */
    private final class Blocks extends PieceStream {
        private final Folder folder;
        private int next;
        private int blocksLeft;
        private long position;
        private byte[] window = new byte[0];
        private ByteArrayInputStream block = new ByteArrayInputStream(window);

        Blocks(Folder folder) {
            this.folder = folder;
            this.next = folder.offset;
            this.blocksLeft = folder.blocks;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            while (block.available() == 0) {
                if (blocksLeft-- <= 0) {
                    return -1;
                }
                window = unpack();
                block = new ByteArrayInputStream(window);
            }
            int count = block.read(target, from, length);
            position += count;
            return count;
        }

        private byte[] unpack() throws IOException {
            int packed = in.getShort(next + 4) & 0xffff;
            int plain = in.getShort(next + 6) & 0xffff;
            int start = next + 8 + blockReserve;
            next = start + packed;
            if (next > in.limit() || plain > BLOCK_BYTES) {
                throw new MalformedFileException("a block of the cabinet is cut short");
            }
            return folder.method == STORED ? copy(start, packed) : inflate(start, packed, plain);
        }

        private byte[] copy(int start, int length) {
            byte[] out = new byte[length];
            in.get(start, out);
            return out;
        }

        /** Each block is one deflate stream after the letters CK; the block before is its dictionary. */
        private byte[] inflate(int start, int packed, int plain) throws IOException {
            if (packed < 2 || in.get(start) != 'C' || in.get(start + 1) != 'K') {
                throw new MalformedFileException("a block of the cabinet is no MSZIP block");
            }
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(in.array(), start + 2, packed - 2);
                if (window.length > 0) {
                    inflater.setDictionary(window);
                }
                byte[] out = new byte[plain];
                int count = 0;
                int got = 1;
                while (count < plain && got > 0) {
                    got = inflater.inflate(out, count, plain - count);
                    count += got;
                }
                return count == plain ? out : java.util.Arrays.copyOf(out, count);
            } catch (DataFormatException e) {
                throw new MalformedFileException("a block of the cabinet is damaged", e);
            } finally {
                inflater.end();
            }
        }
    }

    /** At most so many bytes of another stream. */
    private static final class Bounded extends PieceStream {
        private final InputStream source;
        private int left;

        Bounded(InputStream source, int length) {
            this.source = source;
            this.left = length;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = source.read(target, from, Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
