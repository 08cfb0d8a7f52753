package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.Hash;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The roots of trust of this machine: one folder for each root that was ever given, so that repositories cannot disturb
 * each other.
 */
public final class TufStore {
    private static final List<String> ROLES = List.of("root", "timestamp", "snapshot", "targets");
    private static final String TRUSTED_ROOT = "trusted_root.json";

    private final Path folder;

    /**
     * @param folder of all trust data under the home
     */
    public TufStore(Path folder) {
        this.folder = folder;
    }

    private Path of(byte[] trustedRoot) {
        String id = HexFormat.of().formatHex(Hash.SHA256.of(trustedRoot)).substring(0, 16);
        return folder.resolve("tuf").resolve(id);
    }

    /** What the last update from this root came to, or null. */
    public @Nullable TufState load(byte[] trustedRoot) throws IOException {
        Path home = of(trustedRoot);
        Map<String, byte[]> metadata = new TreeMap<>();
        for (String role : ROLES) {
            Path file = home.resolve(role + ".json");
            if (!Files.isRegularFile(file)) {
                return null;
            }
            metadata.put(role, Files.readAllBytes(file));
        }
        return new TufState(metadata, Map.of());
    }

    /** The root that was given last, or null. */
    public byte @Nullable [] newestRoot() throws IOException {
        Path all = folder.resolve("tuf");
        if (!Files.isDirectory(all)) {
            return null;
        }
        try (Stream<Path> homes = Files.list(all)) {
            Optional<Path> newest = homes.map(home -> home.resolve("given.json"))
                    .filter(Files::isRegularFile)
                    .max(Comparator.comparing(TufStore::changed));
            return newest.isEmpty() ? null : Files.readAllBytes(newest.get());
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Keeps what an update came to, and installs the trusted root of Sigstore if it is among the targets. */
    public void save(byte[] trustedRoot, TufState state) throws IOException, TrustException {
        Path home = of(trustedRoot);
        Files.createDirectories(home);
        write(home.resolve("given.json"), trustedRoot);
        for (var document : state.metadata().entrySet()) {
            write(home.resolve(document.getKey() + ".json"), document.getValue());
        }
        byte[] installed = state.targets().get(TRUSTED_ROOT);
        if (installed != null) {
            Files.createDirectories(folder.resolve("sigstore"));
            write(folder.resolve("sigstore").resolve(TRUSTED_ROOT), installed);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "fresh", ".tmp");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
