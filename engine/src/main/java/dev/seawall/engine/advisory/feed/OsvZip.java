package dev.seawall.engine.advisory.feed;

import dev.seawall.engine.advisory.Advisory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads an {@code all.zip} of an OSV bucket: one record per entry. */
public final class OsvZip {
    private static final int MAX_ENTRIES = 5_000_000;
    private static final long MAX_TOTAL_BYTES = 32L << 30;

    private OsvZip() {}

    /**
     * Hands on every record, in the order of the zip's directory. An entry that is malformed or too large is a problem
     * of its own and does not stop the others.
     *
     * @param skip ids to leave out, because a newer record is at hand
     * @throws IOException where the zip is truncated or no zip, or inflates to more than 32 GiB
     */
    public static void read(Path zip, Set<String> skip, RecordSink sink) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            if (file.size() > MAX_ENTRIES) {
                throw new IOException(zip + " has more than " + MAX_ENTRIES + " entries");
            }
            long total = 0;
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (wanted(entry.getName(), skip)) {
                    total += readEntry(file, entry, zip, sink);
                }
                if (total > MAX_TOTAL_BYTES) {
                    throw new IOException(zip + " inflates to more than " + MAX_TOTAL_BYTES + " bytes");
                }
            }
        }
    }

    private static boolean wanted(String name, Set<String> skip) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.endsWith(".json") && !skip.contains(file.substring(0, file.length() - 5));
    }

    private static long readEntry(ZipFile file, ZipEntry entry, Path zip, RecordSink sink) throws IOException {
        byte[] content;
        Optional<Advisory> record;
        try (InputStream in = file.getInputStream(entry)) {
            content = Bounded.readAll(in, OsvReader.MAX_RECORD_BYTES);
            record = OsvReader.read(content);
        } catch (IOException e) {
            sink.problem("The advisory file " + zip.getFileName() + "!/" + entry.getName() + " was left out: "
                    + e.getMessage());
            return OsvReader.MAX_RECORD_BYTES;
        }
        if (record.isPresent()) {
            sink.record(record.get());
        } else {
            sink.problem("The advisory file " + zip.getFileName() + "!/" + entry.getName()
                    + " was left out: not an OSV record");
        }
        return content.length;
    }
}
