package dev.seawall.engine.check;

import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link IndexWriter} wrote. */
final class IndexReader {
    private final DataInputStream in;

    private IndexReader(DataInputStream in) {
        this.in = in;
    }

    static List<Check> read(byte[] content) throws IOException {
        IndexReader reader = new IndexReader(new DataInputStream(new ByteArrayInputStream(content)));
        int count = reader.in.readInt();
        List<Check> checks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            checks.add(reader.check());
        }
        return checks;
    }

    /** The components in their order: arguments are evaluated from left to right. */
    private Check check() throws IOException {
        return new Check(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                Severity.valueOf(in.readUTF()),
                texts().stream().map(Practice::valueOf).toList(),
                texts(),
                in.readUTF(),
                texts(),
                in.readUTF(),
                expr(),
                expr(),
                in.readUTF(),
                expr(),
                map(value()),
                maps(value()),
                in.readUTF(),
                texts(),
                in.readShort(),
                in.readShort(),
                texts(),
                in.readBoolean());
    }

    private List<String> texts() throws IOException {
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private @Nullable Condition expr() throws IOException {
        return in.readBoolean() ? Condition.read(in) : null;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static List<Map<String, @Nullable Object>> maps(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(IndexReader::map).toList()
                : List.of();
    }

    private @Nullable Object value() throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case 'n' -> null;
            case 't' -> true;
            case 'f' -> false;
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case 's' -> in.readUTF();
            case 'c' -> Condition.read(in);
            case '[' -> list();
            case '{' -> entries();
            default -> throw new IOException("the index of checks is damaged: value " + tag);
        };
    }

    private List<@Nullable Object> list() throws IOException {
        int count = in.readUnsignedShort();
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(value());
        }
        return list;
    }

    private Map<String, @Nullable Object> entries() throws IOException {
        int count = in.readUnsignedShort();
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String key = in.readUTF();
            map.put(key, value());
        }
        return map;
    }
}
