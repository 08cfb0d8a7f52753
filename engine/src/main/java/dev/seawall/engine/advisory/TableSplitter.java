package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.Catalog.Kind;
import dev.seawall.engine.advisory.ExternalSort.Pair;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Takes sorted pairs with keys {@code ecosystem NUL name} and writes one table per ecosystem, one value per name. */
final class TableSplitter implements Closeable {
    private final Path folder;
    private final Kind kind;
    private final Map<String, String> displays;
    private final List<Catalog.Table> tables;
    private final List<byte[]> group = new ArrayList<>();
    private byte @Nullable [] key;
    private String ecosystem = "";
    private @Nullable TableWriter writer;
    private int entries;

    TableSplitter(Path folder, Kind kind, Map<String, String> displays, List<Catalog.Table> tables) {
        this.folder = folder;
        this.kind = kind;
        this.displays = displays;
        this.tables = tables;
    }

    void accept(Pair pair) throws IOException {
        if (key == null || !Arrays.equals(key, pair.key())) {
            endKey();
            key = pair.key();
        }
        boolean repeated = !group.isEmpty() && Arrays.equals(group.getLast(), pair.value());
        if (!repeated) {
            group.add(pair.value());
        }
    }

    private void endKey() throws IOException {
        if (key == null) {
            return;
        }
        int nul = 0;
        while (key[nul] != 0) {
            nul++;
        }
        String owner = new String(key, 0, nul, StandardCharsets.UTF_8);
        if (writer == null || !owner.equals(ecosystem)) {
            endTable();
            ecosystem = owner;
            writer = new TableWriter(folder.resolve(fileName(kind, ecosystem)), true);
        }
        FieldWriter value = new FieldWriter();
        value.list(kind == Kind.PACKAGES ? newest(group) : group, value::bytes);
        writer.add(Arrays.copyOfRange(key, nul + 1, key.length), value.done());
        entries++;
        group.clear();
    }

    /** Of records with one id the one changed last, in id order. */
    private static List<byte[]> newest(List<byte[]> records) throws IOException {
        SortedMap<String, byte[]> newest = new TreeMap<>();
        Map<String, String> dates = new HashMap<>();
        for (byte[] record : records) {
            FieldReader in = new FieldReader(record);
            String id = in.text();
            String date = in.text();
            if (date.compareTo(dates.getOrDefault(id, "")) >= 0) {
                dates.put(id, date);
                newest.put(id, record);
            }
        }
        return List.copyOf(newest.values());
    }

    private void endTable() throws IOException {
        if (writer != null) {
            writer.finish();
            writer.close();
            String display = displays.getOrDefault(ecosystem, "");
            String file = fileName(kind, ecosystem);
            String base = EcosystemName.base(ecosystem);
            tables.add(new Catalog.Table(kind, base, ecosystem, display, file, entries));
            writer = null;
            entries = 0;
        }
    }

    void finish() throws IOException {
        endKey();
        key = null;
        endTable();
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    /** Readable, safe on any file system and different for each ecosystem. */
    static String fileName(Kind kind, String ecosystem) {
        CRC32C crc = new CRC32C();
        crc.update(ecosystem.getBytes(StandardCharsets.UTF_8));
        String readable = ecosystem.replaceAll("[^a-z0-9.]+", "-");
        String start = readable.length() > 60 ? readable.substring(0, 60) : readable;
        String unique = ecosystem.isEmpty() ? "" : "-" + Long.toHexString(crc.getValue());
        return kind.name().toLowerCase(Locale.ROOT) + (start.isEmpty() ? "" : "-" + start) + unique + ".tbl";
    }
}
