package dev.seawall.server.logs.archive;

import dev.seawall.server.disk.PrivateFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The word filters of a day that is packed, in an encrypted file beside it; without it every block is read. */
public record BlockFilters(Map<Long, WordFilter> byOffset) {
    /** No filters: every block may hold every word. */
    public static final BlockFilters NONE = new BlockFilters(Map.of());

    private static byte[] place(String day, long end) {
        return (day + "/filters/" + end).getBytes(StandardCharsets.UTF_8);
    }

    /** @param end length of the file of blocks that they are about */
    void write(Path file, String day, long end, Seal seal) throws IOException {
        int size = byOffset.values().stream()
                .mapToInt(f -> 12 + f.bits().length * 8)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        byOffset.forEach((offset, filter) -> {
            out.putLong(offset).putInt(filter.bits().length);
            for (long bits : filter.bits()) {
                out.putLong(bits);
            }
        });
        PrivateFile.write(file, seal.seal(place(day, end), out.array()));
    }

    /** Those of a day; none where the file is missing, damaged or about another state of the day. */
    public static BlockFilters read(Path file, String day, long end, Seal seal) {
        try {
            if (!Files.exists(file)) {
                return NONE;
            }
            ByteBuffer in = ByteBuffer.wrap(seal.open(place(day, end), Files.readAllBytes(file)));
            Map<Long, WordFilter> filters = new TreeMap<>();
            while (in.hasRemaining()) {
                long offset = in.getLong();
                long[] bits = new long[in.getInt()];
                for (int i = 0; i < bits.length; i++) {
                    bits[i] = in.getLong();
                }
                filters.put(offset, new WordFilter(bits));
            }
            return new BlockFilters(filters);
        } catch (IOException | BufferUnderflowException e) {
            return NONE;
        }
    }
}
