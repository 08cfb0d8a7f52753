package dev.seawall.server.logs.archive;

import dev.seawall.server.logs.query.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a day anew in large blocks, each of one source where it can, and its word filters beside. */
public final class Packing {
    private static final long GATHERED_BYTES = 32L << 20;
    private static final long BLOCK_BYTES = 512L << 10;
    private static final Comparator<LogLine> BY_SOURCE =
            Comparator.comparing((LogLine line) -> line.labels().toString()).thenComparingLong(LogLine::timeNanos);

    private final BlockFile out;
    private final Map<Long, WordFilter> filters = new TreeMap<>();

    private Packing(BlockFile out) {
        this.out = out;
    }

    /**
     * Packs a day. The old file stays in place until the new one is whole.
     *
     * @param file of the day, open as {@code in}
     * @param filterFile where the filters go
     * @throws IOException where a block cannot be read, for then the day is left as it is
     */
    public static void run(Path file, Path filterFile, String day, BlockFile in, Seal seal) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (BlockFile out = BlockFile.open(fresh, day, seal)) {
            Packing packing = new Packing(out);
            packing.all(in);
            if (!out.blocks().isEmpty()) {
                out.force(out.blocks().getLast());
            }
            new BlockFilters(packing.filters).write(filterFile, day, out.end(), seal);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void all(BlockFile in) throws IOException {
        List<LogLine> gathered = new ArrayList<>();
        long bytes = 0;
        for (Block block : in.blocks()) {
            for (LogLine line : in.read(block)) {
                gathered.add(line);
                bytes += line.message().length();
            }
            if (bytes > GATHERED_BYTES) {
                write(gathered);
                gathered.clear();
                bytes = 0;
            }
        }
        write(gathered);
    }

    private void write(List<LogLine> gathered) throws IOException {
        gathered.sort(BY_SOURCE);
        for (List<LogLine> part : Chunks.of(gathered, BLOCK_BYTES)) {
            filters.put(out.append(part).offset(), WordFilter.of(part));
        }
    }
}
