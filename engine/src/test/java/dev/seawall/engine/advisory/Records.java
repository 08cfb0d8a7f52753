package dev.seawall.engine.advisory;

import dev.seawall.engine.advisory.feed.OsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small OSV records and buckets for tests. */
public final class Records {
    private Records() {}

    /** The JSON of a record about one package, affected before a version. */
    public static String json(String id, String ecosystem, String name, String fixed, String more) {
        return "{\"id\":\"" + id + "\",\"modified\":\"2026-01-01T00:00:00Z\"," + more
                + "\"affected\":[{\"package\":{\"ecosystem\":\"" + ecosystem + "\",\"name\":\"" + name
                + "\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"" + fixed
                + "\"}]}]}]}";
    }

    /** The record that some JSON states. */
    public static Advisory advisory(String json) throws IOException {
        return OsvReader.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** Writes a zip with these entries. */
    public static Path zip(Path target, Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return Files.write(target, bytes.toByteArray());
    }
}
