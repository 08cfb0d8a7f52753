package dev.seawall.server.logs.archive;

import dev.seawall.server.logs.query.LineMatch;
import dev.seawall.server.logs.query.LogLine;
import dev.seawall.server.logs.query.LogQuery;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Searches blocks without any index: those of the time and with the words are read, line by line. */
public final class BlockSearch {
    private final BlockFile file;
    private final BlockFilters filters;

    /** Over one day. */
    public BlockSearch(BlockFile file, BlockFilters filters) {
        this.file = file;
        this.filters = filters;
    }

    /** Takes what is found. */
    public interface Taker {
        /** Whether a block of these times can still add anything. */
        boolean wants(Block block);

        /** A line that fits. */
        void take(Block block, int row, LogLine line);

        /** A block that cannot be read. */
        void damaged(Block block, IOException why);
    }

    /** Goes through the blocks in order of time. */
    public void run(LogQuery query, long fromNanos, long toNanos, boolean newestFirst, Taker taker) {
        Collection<String> words = RequiredWords.of(query);
        Comparator<Block> order = newestFirst
                ? Comparator.comparingLong(Block::maxNanos).reversed()
                : Comparator.comparingLong(Block::minNanos);
        List<Block> blocks = file.blocks().stream()
                .filter(block -> block.overlaps(fromNanos, toNanos) && mayHold(block, words))
                .sorted(order)
                .toList();
        for (Block block : blocks) {
            if (!taker.wants(block)) {
                return;
            }
            try {
                read(block, query, fromNanos, toNanos, taker);
            } catch (IOException e) {
                taker.damaged(block, e);
            }
        }
    }

    private boolean mayHold(Block block, Collection<String> words) {
        WordFilter filter = filters.byOffset().get(block.offset());
        return filter == null || filter.mayHold(words);
    }

    private void read(Block block, LogQuery query, long from, long to, Taker taker) throws IOException {
        List<LogLine> lines = file.read(block);
        for (int row = 0; row < lines.size(); row++) {
            LogLine line = lines.get(row);
            if (line.timeNanos() >= from && line.timeNanos() <= to && LineMatch.matches(query, line)) {
                taker.take(block, row, line);
            }
        }
    }
}
