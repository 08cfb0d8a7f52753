package dev.seawall.server.logs;

import dev.seawall.server.logs.archive.Block;
import dev.seawall.server.logs.archive.BlockFile;
import dev.seawall.server.logs.archive.BlockFilters;
import dev.seawall.server.logs.archive.BlockSearch;
import dev.seawall.server.logs.archive.Chunks;
import dev.seawall.server.logs.archive.Packing;
import dev.seawall.server.logs.archive.Seal;
import dev.seawall.server.logs.query.LogLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The lines that arrived on one day: blocks that hold them and, while the day is recent, an index that finds them. */
final class DayLog implements Closeable {
    private static final long BLOCK_BYTES = 32 << 10;

    private final Places files;
    private final Seal seal;
    /** Taken for reading while a block is written and indexed, for writing while the index is committed. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private BlockFile blocks;
    private BlockFilters filters;
    private @Nullable LineIndex index;

    /** Where a day keeps what. */
    record Places(String day, Path blocks, Path filters, Path index) {
        static Places of(Path folder, String day) {
            return new Places(
                    day,
                    folder.resolve(day + ".blocks"),
                    folder.resolve(day + ".filters"),
                    folder.resolve(day + ".index"));
        }
    }

    private DayLog(Places files, Seal seal) throws IOException {
        this.files = files;
        this.seal = seal;
        this.blocks = BlockFile.open(files.blocks(), files.day(), seal);
        this.filters = BlockFilters.read(files.filters(), files.day(), blocks.end(), seal);
    }

    /** Opens a day; an index that is wanted and damaged or behind is filled from the blocks. */
    static DayLog open(Path folder, String day, Seal seal, LineIndex.@Nullable Factory factory) throws IOException {
        DayLog log = new DayLog(Places.of(folder, day), seal);
        if (factory != null && log.filters.byOffset().isEmpty()) {
            log.index = log.openIndex(factory);
        }
        return log;
    }

    private LineIndex openIndex(LineIndex.Factory factory) throws IOException {
        try {
            return filled(factory.open(files.index()));
        } catch (IOException | IllegalArgumentException e) {
            Folders.delete(files.index());
            return filled(factory.open(files.index()));
        }
    }

    private LineIndex filled(LineIndex fresh) throws IOException {
        try {
            if (fresh.covered() > blocks.end()) {
                throw new IOException("the index knows more than there is");
            }
            for (Block block : blocks.blocks()) {
                if (block.offset() >= fresh.covered()) {
                    add(fresh, block);
                }
            }
            fresh.commit(blocks.end());
            return fresh;
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    private void add(LineIndex fresh, Block block) throws IOException {
        List<LogLine> lines;
        try {
            lines = blocks.read(block);
        } catch (IOException e) {
            return; // a search that meets this block says so
        }
        fresh.add(block.offset(), lines);
    }

    String day() {
        return files.day();
    }

    BlockFile blocks() {
        return blocks;
    }

    @Nullable
    LineIndex index() {
        return index;
    }

    BlockSearch scan() {
        return new BlockSearch(blocks, filters);
    }

    /** Returns once the lines are on the disk. */
    void append(List<LogLine> lines) throws IOException {
        lock.readLock().lock();
        try {
            Block last = null;
            for (List<LogLine> part : Chunks.of(lines, BLOCK_BYTES)) {
                last = blocks.append(part);
                addToIndex(last, part);
            }
            if (last != null) {
                blocks.force(last);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private void addToIndex(Block block, List<LogLine> lines) {
        LineIndex open = index;
        if (open != null) {
            try {
                open.add(block.offset(), lines);
            } catch (IOException | IllegalStateException e) {
                index = null; // searches read the blocks until the day is opened again
            }
        }
    }

    /** Makes the index durable, so that opening the day again is quick. */
    void commit() throws IOException {
        lock.writeLock().lock();
        try {
            LineIndex open = index;
            if (open != null && open.covered() < blocks.end()) {
                open.commit(blocks.end());
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Turns the day into large blocks alone. Nobody may use this object meanwhile. */
    void pack() throws IOException {
        Packing.run(files.blocks(), files.filters(), files.day(), blocks, seal);
        closeIndex();
        Folders.delete(files.index());
        blocks.close();
        blocks = BlockFile.open(files.blocks(), files.day(), seal);
        filters = BlockFilters.read(files.filters(), files.day(), blocks.end(), seal);
    }

    boolean isPacked() {
        return !filters.byOffset().isEmpty();
    }

    private void closeIndex() throws IOException {
        LineIndex open = index;
        index = null;
        if (open != null) {
            open.close();
        }
    }

    /** Removes the day. */
    void drop() throws IOException {
        close();
        Folders.delete(files.index());
        Files.deleteIfExists(files.filters());
        Files.deleteIfExists(files.blocks());
    }

    @Override
    public void close() throws IOException {
        if (index != null && blocks.end() > 0) {
            commit();
        }
        closeIndex();
        blocks.close();
    }
}
