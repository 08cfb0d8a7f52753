package dev.seawall.engine.scan;

import dev.seawall.engine.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Facts of layers on disk, one file for each diffID, set of plug-ins with their versions, and options. Files appear by
 * an atomic rename and are never changed, so any number of processes may share the folder; a damaged file is as good as
 * none. A cache that cannot be written is no reason to fail a scan.
 */
final class FactsCache {
    /** Raised with any change to the encoding, to what is kept, or to how entries are read. */
    static final int FORMAT = 3;

    private static final long MAGIC = 0x5345_4157_4641_4300L | FORMAT;
    private static final int HEADER = 16;
    private static final long MAX_BYTES = 1L << 30;
    private static final Duration STALE_AFTER = Duration.ofHours(12);

    private final @Nullable Path folder;
    private final String fingerprint;

    private FactsCache(@Nullable Path folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    /** The cache of these options; one that holds nothing where they name no folder. */
    static FactsCache open(ScanOptions options) {
        Path folder = options.cacheFolder();
        return new FactsCache(folder == null ? null : folder.resolve("layers"), fingerprint(options));
    }

    /** Everything that facts depend on besides the layer itself. */
    private static String fingerprint(ScanOptions options) {
        List<String> parts = new ArrayList<>();
        options.ecosystems().forEach(plugin -> parts.add("e " + plugin.id() + " " + plugin.version()));
        options.detectors().forEach(plugin -> parts.add("d " + plugin.id() + " " + plugin.version()));
        options.skipDirs().forEach(glob -> parts.add("s " + glob));
        options.skipFiles().forEach(glob -> parts.add("f " + glob));
        parts.add(options.limits().toString());
        return String.join("\n", parts);
    }

    /** The facts of a layer, where they are known and undamaged. */
    Optional<LayerFacts> find(Digest diffId) {
        if (folder == null) {
            return Optional.empty();
        }
        Path file = file(folder, diffId);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            if (!isIntact(content)) {
                return Optional.empty();
            }
            LayerFacts facts = FactsDecoder.decode(content, HEADER);
            touch(file);
            return Optional.of(facts);
        } catch (IOException e) {
            // unreadable is as good as absent: the layer is read again
            return Optional.empty();
        }
    }

    /** Keeps the facts of a layer, unless the layer is damaged. */
    void store(Digest diffId, LayerFacts facts) {
        if (folder == null || !facts.complete()) {
            return;
        }
        Path file = file(folder, diffId);
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "draft", ".tmp");
            try {
                Files.write(draft, sealed(FactsEncoder.encode(facts)));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            prune(folder, MAX_BYTES);
        } catch (IOException e) {
            // the next scan reads the layer again
            return;
        }
    }

    private Path file(Path root, Digest diffId) {
        String key = Digest.sha256((FORMAT + "\n" + diffId + "\n" + fingerprint).getBytes(StandardCharsets.UTF_8))
                .hex();
        return root.resolve(key.substring(0, 2)).resolve(key + ".facts");
    }

    private static byte[] sealed(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return ByteBuffer.allocate(HEADER + payload.length)
                .putLong(MAGIC)
                .putInt(payload.length)
                .putInt((int) crc.getValue())
                .put(payload)
                .array();
    }

    private static boolean isIntact(byte[] content) {
        if (content.length < HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(content);
        CRC32C crc = new CRC32C();
        crc.update(content, HEADER, content.length - HEADER);
        return header.getLong() == MAGIC
                && header.getInt() == content.length - HEADER
                && header.getInt() == (int) crc.getValue();
    }

    /** Marks a file as in use, so that pruning takes others first. */
    private static void touch(Path file) throws IOException {
        Instant now = Instant.now();
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(STALE_AFTER))) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }

    /** Deletes the files longest unused until the rest fits. */
    static void prune(Path folder, long maxBytes) throws IOException {
        record Cached(Path file, long bytes, FileTime used) {}
        List<Cached> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.add(new Cached(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        long total = all.stream().mapToLong(Cached::bytes).sum();
        all.sort(Comparator.comparing(Cached::used));
        for (Cached oldest : all) {
            if (total <= maxBytes) {
                return;
            }
            Files.deleteIfExists(oldest.file());
            total -= oldest.bytes();
        }
    }
}
