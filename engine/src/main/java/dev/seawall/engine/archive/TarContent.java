package dev.seawall.engine.archive;

import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.files.PieceStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The content of the entry a {@link TarReader} stands at, with the holes of a sparse file filled. */
final class TarContent extends PieceStream {
    private final TarReader tar;
    private final @Nullable SparseMap map;
    private long position;
    private int part;

    TarContent(TarReader tar, @Nullable SparseMap map) {
        this.tar = tar;
        this.map = map;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        return map == null ? tar.readStored(target, from, length) : readSparse(map, target, from, length);
    }

    private int readSparse(SparseMap sparse, byte[] target, int from, int length) throws IOException {
        if (position >= sparse.realSize()) {
            return -1;
        }
        while (part < sparse.parts().size() && endOf(sparse.parts().get(part)) <= position) {
            part++;
        }
        SparseMap.Part next = part < sparse.parts().size() ? sparse.parts().get(part) : null;
        long dataStart = next == null ? sparse.realSize() : next.offset();
        if (position < dataStart) {
            int zeros = (int) Math.min(length, dataStart - position);
            Arrays.fill(target, from, from + zeros, (byte) 0);
            position += zeros;
            return zeros;
        }
        long most = next == null ? length : endOf(next) - position;
        int count = tar.readStored(target, from, (int) Math.min(length, most));
        if (count < 0) {
            throw new MalformedFileException("a sparse file holds less than its map says");
        }
        position += count;
        return count;
    }

    private static long endOf(SparseMap.Part part) {
        return part.offset() + part.length();
    }
}
