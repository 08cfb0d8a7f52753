package dev.seawall.server.judge;

import dev.seawall.engine.model.Digest;
import dev.seawall.server.disk.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Scan verdicts by the digest of what was scanned: one file each, the recent ones in memory. */
final class ScanVerdicts {
    private static final int REMEMBERED = 10_000;

    private final Path folder;
    private final Map<Digest, ScanVerdict> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, ScanVerdict> eldest) {
            return size() > REMEMBERED;
        }
    };

    ScanVerdicts(Path folder) {
        this.folder = folder;
    }

    private Path file(Digest digest) {
        return folder.resolve(digest.algorithm() + "-" + digest.hex() + ".json");
    }

    /** What is known; a damaged file is as good as none. */
    synchronized Optional<ScanVerdict> find(Digest digest) {
        ScanVerdict known = recent.get(digest);
        if (known != null) {
            return Optional.of(known);
        }
        Path file = file(digest);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            ScanVerdict read = ScanVerdict.parse(Files.readAllBytes(file));
            recent.put(digest, read);
            return Optional.of(read);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps a verdict; where the disk fails, in memory alone. */
    synchronized void keep(Digest digest, ScanVerdict verdict) {
        recent.put(digest, verdict);
        try {
            PrivateFile.folder(folder);
            PrivateFile.write(file(digest), verdict.json());
        } catch (IOException e) {
            System.getLogger(ScanVerdicts.class.getName())
                    .log(System.Logger.Level.WARNING, "a scan verdict cannot be kept: " + e.getMessage());
        }
    }

    synchronized void clear() throws IOException {
        recent.clear();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> all = files.toList();
                for (Path file : all) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
