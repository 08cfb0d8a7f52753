package dev.seawall.engine.advisory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more pairs of bytes than fit into memory: full buffers are sorted and spilled to files, which are merged at the
 * end. Order is by key and then by value, both as unsigned bytes, so the outcome does not depend on the input's order.
 */
final class ExternalSort implements Closeable {
    private static final int OVERHEAD = 96;
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final String name;
    private final long memoryBytes;
    private final List<Path> runs = new ArrayList<>();
    private List<Pair> buffer = new ArrayList<>();
    private long bufferedBytes;

    /**
     * @param folder for spilled files; must exist
     * @param name of this sort, unique in the folder
     * @param memoryBytes to hold before spilling
     */
    ExternalSort(Path folder, String name, long memoryBytes) {
        this.folder = folder;
        this.name = name;
        this.memoryBytes = memoryBytes;
    }

    /** A key with its value. */
    record Pair(byte[] key, byte[] value) {
        static final Comparator<Pair> ORDER = (a, b) -> {
            int byKey = Arrays.compareUnsigned(a.key, b.key);
            return byKey != 0 ? byKey : Arrays.compareUnsigned(a.value, b.value);
        };
    }

    /** Takes each pair in order. */
    interface Sink {
        void accept(Pair pair) throws IOException;
    }

    void add(byte[] key, byte[] value) throws IOException {
        buffer.add(new Pair(key, value));
        bufferedBytes += OVERHEAD + key.length + (long) value.length;
        if (bufferedBytes > memoryBytes) {
            spill();
        }
    }

    private void spill() throws IOException {
        buffer.sort(Pair.ORDER);
        Path run = folder.resolve(name + "." + runs.size());
        runs.add(run);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER))) {
            for (Pair pair : buffer) {
                out.writeInt(pair.key.length);
                out.writeInt(pair.value.length);
                out.write(pair.key);
                out.write(pair.value);
            }
            out.writeInt(-1);
        }
        buffer = new ArrayList<>();
        bufferedBytes = 0;
    }

    /** Hands every pair on, in order. Call it once. */
    void drain(Sink sink) throws IOException {
        buffer.sort(Pair.ORDER);
        if (runs.isEmpty()) {
            for (Pair pair : buffer) {
                sink.accept(pair);
            }
            return;
        }
        spill();
        merge(sink);
    }

    private void merge(Sink sink) throws IOException {
        PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(Run::head, Pair.ORDER));
        List<Run> open = new ArrayList<>();
        try {
            for (Path path : runs) {
                Run run = new Run(path);
                open.add(run);
                if (run.advance()) {
                    heads.add(run);
                }
            }
            for (Run run = heads.poll(); run != null; run = heads.poll()) {
                sink.accept(run.head());
                if (run.advance()) {
                    heads.add(run);
                }
            }
        } finally {
            for (Run run : open) {
                run.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    /** One sorted file. */
    private static final class Run implements Closeable {
        private final DataInputStream in;
        private @Nullable Pair head;

        Run(Path path) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
        }

        boolean advance() throws IOException {
            int keyLength = in.readInt();
            if (keyLength < 0) {
                head = null;
                return false;
            }
            int valueLength = in.readInt();
            head = new Pair(in.readNBytes(keyLength), in.readNBytes(valueLength));
            return true;
        }

        Pair head() {
            if (head == null) {
                throw new IllegalStateException("asked for the head of a finished run");
            }
            return head;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
