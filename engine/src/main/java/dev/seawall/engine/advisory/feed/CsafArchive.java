package dev.seawall.engine.advisory.feed;

import dev.seawall.engine.advisory.Advisory;
import dev.seawall.engine.archive.Decompression;
import dev.seawall.engine.archive.TarEntry;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.format.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a tar of CSAF documents, as Red Hat publishes them ({@code csaf_vex_DATE.tar.zst}), one document at a time. */
final class CsafArchive {
    private CsafArchive() {}

    /** Whether a file of this name is such an archive. */
    static boolean isOne(String name) {
        return name.matches("(csaf|redhat-vex).*\\.tar(\\.zst|\\.gz)?");
    }

    /** Hands on the records of all documents; one that cannot be read is a problem, a damaged archive an exception. */
    static void read(Path archive, RecordSink sink) throws IOException {
        try (InputStream stored = Files.newInputStream(archive);
                TarReader tar = new TarReader(Decompression.open(stored))) {
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                if (entry.file().path().endsWith(".json")) {
                    document(archive, entry.file().path(), tar.content(), sink);
                }
            }
        }
    }

    private static void document(Path archive, String path, InputStream content, RecordSink sink) throws IOException {
        JsonNode root;
        byte[] bytes = content.readNBytes(OsvReader.MAX_RECORD_BYTES);
        try {
            root = Json.parse(bytes);
        } catch (IOException e) {
            sink.problem("The advisory file " + archive.getFileName() + "!/" + path + " was left out: "
                    + (bytes.length < OsvReader.MAX_RECORD_BYTES ? e.getMessage() : "it is too large"));
            return;
        }
        for (Advisory record : RedHatVex.isOne(root) ? RedHatVex.read(root) : List.<Advisory>of()) {
            sink.record(record);
        }
    }
}
