package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.feed.OsvReader;
import dev.seawall.engine.model.DatabaseInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The advisories that come with Seawall: well-known vulnerabilities, so that a first scan says something true. */
final class Starter {
    /** The day the set was last looked over. */
    static final String DATE = "2026-11-25";

    private static final String FOLDER = "/advisory/starter/";

    private Starter() {}

    static Shelf load() {
        List<Advisory> records = new ArrayList<>();
        TreeMap<String, String> exploited = new TreeMap<>();
        for (String line : new String(resource("index.txt"), StandardCharsets.UTF_8).split("\n")) {
            String[] fields = line.strip().split(" ");
            if (!fields[0].isEmpty()) {
                records.add(record(fields[0]));
            }
            if (fields.length > 1) {
                exploited.put(fields[0], fields[1]);
            }
        }
        TreeMap<String, String> sources = new TreeMap<>();
        sources.put("starter", DATE);
        ExploitData exploits = new ExploitData(exploited, new TreeMap<>(), new TreeMap<>());
        return new MemoryShelf(records, exploits, new DatabaseInfo(DATE, sources));
    }

    private static Advisory record(String id) {
        try {
            return OsvReader.read(resource(id + ".json")).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException("the starter advisory " + id + " is malformed", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Starter.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the starter advisory " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the starter advisory " + name + " cannot be read", e);
        }
    }
}
