package dev.seawall.server.logs.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.seawall.server.logs.query.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines as compressed bytes: distinct sets of labels once, then for each line its time, set and message. */
final class LineCodec {
    private static final int LEVEL = 3;
    private static final long LARGEST = 512L << 20;

    private LineCodec() {}

    static byte[] encode(List<LogLine> lines) {
        try (var bytes = new ByteArrayOutputStream(lines.size() * 200);
                var out = new DataOutputStream(bytes)) {
            Map<SortedMap<String, String>, Integer> sets = new HashMap<>();
            List<SortedMap<String, String>> order = new ArrayList<>();
            for (LogLine line : lines) {
                if (sets.putIfAbsent(line.labels(), order.size()) == null) {
                    order.add(line.labels());
                }
            }
            writeSets(out, order);
            out.writeInt(lines.size());
            for (LogLine line : lines) {
                out.writeLong(line.timeNanos());
                out.writeInt(sets.getOrDefault(line.labels(), 0));
                write(out, line.message());
            }
            return Zstd.compress(bytes.toByteArray(), LEVEL);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
    }

    private static void writeSets(DataOutputStream out, List<SortedMap<String, String>> sets) throws IOException {
        out.writeInt(sets.size());
        for (SortedMap<String, String> set : sets) {
            out.writeInt(set.size());
            for (Map.Entry<String, String> label : set.entrySet()) {
                write(out, label.getKey());
                write(out, label.getValue());
            }
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static List<LogLine> decode(byte[] packed) throws IOException {
        long size = Zstd.getFrameContentSize(packed);
        if (size < 0 || size > LARGEST) {
            throw new IOException("the block has no sensible size");
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(Zstd.decompress(packed, (int) size));
            List<SortedMap<String, String>> sets = readSets(in);
            int count = in.getInt();
            List<LogLine> lines = new ArrayList<>(Math.min(count, 100_000));
            for (int i = 0; i < count; i++) {
                long time = in.getLong();
                SortedMap<String, String> labels = sets.get(in.getInt());
                lines.add(new LogLine(time, text(in), labels));
            }
            return lines;
        } catch (ZstdException | BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("the block is malformed", e);
        }
    }

    private static List<SortedMap<String, String>> readSets(ByteBuffer in) throws IOException {
        int count = in.getInt();
        List<SortedMap<String, String>> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SortedMap<String, String> set = new TreeMap<>();
            int labels = in.getInt();
            for (int k = 0; k < labels; k++) {
                String name = text(in);
                set.put(name, text(in));
            }
            sets.add(Collections.unmodifiableSortedMap(set));
        }
        return sets;
    }

    private static String text(ByteBuffer in) throws IOException {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IOException("the block is malformed");
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
