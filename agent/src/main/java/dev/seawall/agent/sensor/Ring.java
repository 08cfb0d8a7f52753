package dev.seawall.agent.sensor;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seawall.engine.model.SeawallException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The reading end of a BPF ring buffer, mapped into memory: reading costs no system call and no copy. The kernel maps the
 * data twice in a row, so that a record is never cut.
 */
final class Ring implements AutoCloseable {
    private static final long PAGE = 4096;
    private static final int BUSY = 0x80000000;
    private static final int DISCARDED = 0x40000000;
    private static final int LENGTH = 0x3fffffff;
    private static final int HEADER = 8;
    private static final int READ = 1;
    private static final int READ_WRITE = 3;
    private static final int SHARED = 1;
    private static final VarHandle LONG = JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final VarHandle INT = JAVA_INT.varHandle().withInvokeExactBehavior();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = Native.state(arena);
    private final long size;
    private final MemorySegment consumer;
    private final MemorySegment producer;
    private final MemorySegment data;
    private final int epoll;
    private final MemorySegment ready = arena.allocate(12, 8);
    private long position;

    Ring(int fd, long size) {
        this.size = size;
        this.consumer = mapped(PAGE, READ_WRITE, fd, 0);
        this.producer = mapped(PAGE + 2 * size, READ, fd, PAGE);
        this.data = producer.asSlice(PAGE);
        this.position = (long) LONG.getAcquire(consumer, 0L);
        this.epoll = watch(fd);
    }

    private MemorySegment mapped(long bytes, int access, int fd, long offset) {
        try {
            MemorySegment at = (MemorySegment)
                    Native.MMAP.invokeExact(state, MemorySegment.NULL, bytes, access, SHARED, fd, offset);
            if (at.address() == -1L) {
                throw new SeawallException(
                        "map the sensor's ring", "the kernel answered error " + Native.errno(state), "Report this");
            }
            return at.reinterpret(bytes);
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    private int watch(int fd) {
        try {
            int created = (int) Native.EPOLL_CREATE.invokeExact(state, 0);
            ready.set(JAVA_INT_UNALIGNED, 0, 1);
            int ignored = (int) Native.EPOLL_CTL.invokeExact(state, created, 1, fd, ready);
            return created;
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    /** Waits until the kernel wakes the reader, or the time is over. */
    void await(int millis) {
        try {
            int ignored = (int) Native.EPOLL_WAIT.invokeExact(state, epoll, ready, 1, millis);
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        }
    }

    /** Bytes that wait to be read. */
    long waiting() {
        return (long) LONG.getAcquire(producer, 0L) - position;
    }

    /** Hands every waiting record to the reader; the record is good during the call only. Answers how many there were. */
    int drain(RawRecord record, RecordReader reader) {
        int count = 0;
        long end = (long) LONG.getAcquire(producer, 0L);
        while (position < end) {
            long at = position & (size - 1);
            int header = (int) INT.getAcquire(data, at);
            if ((header & BUSY) != 0) {
                break;
            }
            int length = header & LENGTH;
            if ((header & DISCARDED) == 0) {
                record.at(data, at + HEADER, length);
                reader.read(record);
                count++;
            }
            position += (length + HEADER + 7) & ~7L;
            LONG.setRelease(consumer, 0L, position);
        }
        return count;
    }

    @Override
    public void close() {
        try {
            int ignored = (int) Native.CLOSE.invokeExact(state, epoll);
            ignored = (int) Native.MUNMAP.invokeExact(state, consumer, PAGE);
            ignored = (int) Native.MUNMAP.invokeExact(state, producer, PAGE + 2 * size);
        } catch (Throwable thrown) {
            throw Native.rethrown(thrown);
        } finally {
            arena.close();
        }
    }
}
