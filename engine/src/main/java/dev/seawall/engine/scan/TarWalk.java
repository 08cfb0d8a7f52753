package dev.seawall.engine.scan;

import dev.seawall.engine.archive.TarEntry;
import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Hands the entries of a tar to a collector.
 *
 * @param layer true where names beginning with {@code .wh.} delete
 */
record TarWalk(LayerCollector collector, Spool spool, boolean layer) {
    /** Every entry. */
    void all(TarReader tar) throws IOException {
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            if (entry.complaint() != null) {
                collector.report(entry.file().path(), FileStatus.State.MALFORMED, entry.complaint());
            }
            FileEntry file = entry.file();
            LayerCollector.Opener content = kept -> spool.read(tar.content(), file.sizeBytes(), kept);
            if (layer) {
                collector.acceptLayerEntry(file, content);
            } else {
                collector.accept(file, content);
            }
        }
    }

    /** Only files that wanted names link to. */
    void missed(TarReader tar, Map<String, List<FileEntry>> missed) throws IOException {
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            FileEntry file = entry.file();
            List<FileEntry> links = missed.get(file.path());
            if (links != null && file.kind() == FileEntry.Kind.FILE) {
                collector.acceptMissed(links, kept -> spool.read(tar.content(), file.sizeBytes(), kept));
            }
        }
    }
}
