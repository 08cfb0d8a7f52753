package dev.seawall.engine.advisory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The list of a store's tables, and what they were made of. A small text file: lines of fields separated by tabs, the
 * last one a checksum of those before; JSON would cost a cold start more than the lookups themselves. Replacing this
 * file is what makes a new database visible, all at once.
 *
 * @param tables in name order
 * @param dates newest change of each source, ISO 8601
 * @param problems what was left out while building and why, at most {@value #MAX_PROBLEMS}
 */
record Catalog(List<Table> tables, SortedMap<String, String> dates, List<String> problems) {
    static final String FILE = "catalog";
    static final int MAX_PROBLEMS = 100;
    private static final String TITLE = "seawall-advisories\t" + MappedTable.FORMAT;
    private static final int MAX_BYTES = 16 << 20;

    Catalog {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
    }

    /** What a table holds. */
    enum Kind {
        PACKAGES,
        IDS,
        RATINGS,
        KEV,
        EPSS
    }

    /**
     * One table.
     *
     * @param base the ecosystem without release, canonical, or that of records without packages; empty for KEV and EPSS
     * @param ecosystem canonical, for PACKAGES
     * @param display the ecosystem as records spell it, for PACKAGES
     * @param entries how many keys
     */
    record Table(Kind kind, String base, String ecosystem, String display, String file, int entries) {}

    /** Reads the catalog of a store; empty where there is none. @throws IOException where it is damaged */
    static Optional<Catalog> read(Path folder) throws IOException {
        try {
            Path path = folder.resolve(FILE);
            if (Files.size(path) > MAX_BYTES) {
                throw damaged("it is too large");
            }
            return Optional.of(parse(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Catalog parse(String text) throws IOException {
        int end = text.lastIndexOf("end\t");
        if (end < 0 || !text.substring(end + 4).strip().equals(checksum(text.substring(0, end)))) {
            throw damaged("its checksum is wrong");
        }
        String[] lines = text.substring(0, end).split("\n");
        if (!lines[0].equals(TITLE)) {
            throw damaged("it is of another format");
        }
        List<Table> tables = new ArrayList<>();
        SortedMap<String, String> dates = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] fields = lines[i].split("\t", -1);
            switch (fields[0]) {
                case "table" -> tables.add(table(fields));
                case "date" -> dates.put(field(fields, 1), field(fields, 2));
                case "problem" -> problems.add(field(fields, 1));
                default -> throw damaged("it has a line " + fields[0]);
            }
        }
        return new Catalog(tables, dates, problems);
    }

    private static Table table(String[] fields) throws IOException {
        try {
            String file = field(fields, 5);
            if (!file.endsWith(".tbl") || file.startsWith(".") || file.indexOf('/') >= 0 || file.indexOf('\\') >= 0) {
                throw damaged("it names a file " + file);
            }
            return new Table(
                    Kind.valueOf(field(fields, 1)),
                    field(fields, 2),
                    field(fields, 3),
                    field(fields, 4),
                    file,
                    Integer.parseInt(field(fields, 6)));
        } catch (IllegalArgumentException e) {
            throw new IOException(damaged("a table's line is malformed").getMessage(), e);
        }
    }

    private static String field(String[] fields, int at) throws IOException {
        if (at >= fields.length) {
            throw damaged("a line is cut off");
        }
        return fields[at];
    }

    /** Puts this catalog in place of the one that is there, at once. */
    void write(Path folder) throws IOException {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        for (Table table : tables) {
            line(
                    text,
                    "table",
                    table.kind.name(),
                    table.base,
                    table.ecosystem,
                    table.display,
                    table.file,
                    "" + table.entries);
        }
        for (Map.Entry<String, String> date : dates.entrySet()) {
            line(text, "date", date.getKey(), date.getValue());
        }
        problems.forEach(problem -> line(text, "problem", problem));
        String body = text.toString();
        Path fresh = Files.createTempFile(folder, "catalog", ".new");
        Files.writeString(fresh, body + "end\t" + checksum(body) + "\n");
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void line(StringBuilder text, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : "\t").append(fields[i].replaceAll("[\\t\\n\\r]", " "));
        }
        text.append('\n');
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static IOException damaged(String how) {
        return new IOException("the catalog of the advisory store is damaged: " + how);
    }
}
