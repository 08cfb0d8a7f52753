package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One update of a trust root, in the steps of the TUF specification §5: root after root, timestamp, snapshot, targets,
 * and last the files themselves. Nothing is kept unless everything holds.
 */
public final class TufUpdate {
    private static final int MAX_ROOTS = 1_000;

    private final TufFolder folder;
    private final Instant asOf;

    /**
     * @param folder the repository's metadata, with a folder {@code targets} in it
     * @param asOf the time by which expiry is judged
     */
    public TufUpdate(Path folder, Instant asOf) {
        this.folder = new TufFolder(folder);
        this.asOf = asOf;
    }

    /**
     * Verifies the repository, starting from a root that is trusted already.
     *
     * @param before what an earlier update came to, or null
     * @throws TrustException naming the file that does not hold
     */
    public TufState run(byte[] trustedRoot, @Nullable TufState before) throws TrustException {
        TufRoot root = newest(TufRoot.parse("the given root", trustedRoot));
        root.metadata().requireFresh(asOf);
        TufState past = before == null ? TufState.none() : before.keptUnder(root);
        past.requireNotOlder("root", root.metadata());
        TufMetadata timestamp = timestamp(root, past);
        TufMetadata snapshot = snapshot(root, timestamp, past);
        TufTargets targets = new TufTargets(this, snapshot);
        TufMetadata top = targets.load(root.role("targets"));
        Map<String, byte[]> files = new TreeMap<>();
        for (TufFile file : targets.reachable()) {
            files.put(file.name(), target(file, root.isConsistent()));
        }
        Mirror mirror = new Mirror(folder, root);
        mirror.requireNothingNewer("timestamp", timestamp);
        mirror.requireNothingNewer("snapshot", snapshot);
        mirror.requireNothingNewer("targets", top);
        return TufState.of(root.metadata(), timestamp, snapshot, top, files);
    }

    private TufRoot newest(TufRoot trusted) throws TrustException {
        trusted.role("root").require(trusted.metadata());
        TufRoot root = trusted;
        for (int i = 0; i < MAX_ROOTS; i++) {
            long next = root.metadata().version() + 1;
            String name = next + ".root.json";
            byte[] content = folder.find(name, TufFolder.MAX_METADATA_BYTES);
            if (content == null) {
                return root;
            }
            TufRoot candidate = TufRoot.parse(name, content);
            root.role("root").require(candidate.metadata());
            candidate.role("root").require(candidate.metadata());
            candidate.metadata().requireVersion(next);
            root = candidate;
        }
        throw new TrustException("root", "over " + MAX_ROOTS + " roots follow one another");
    }

    private TufMetadata timestamp(TufRoot root, TufState past) throws TrustException {
        byte[] content = folder.read("timestamp.json", TufFolder.MAX_METADATA_BYTES);
        TufMetadata timestamp = TufMetadata.parse("timestamp.json", "timestamp", content);
        root.role("timestamp").require(timestamp);
        past.requireNotOlder("timestamp", timestamp);
        timestamp.requireFresh(asOf);
        return timestamp;
    }

    private TufMetadata snapshot(TufRoot root, TufMetadata timestamp, TufState past) throws TrustException {
        TufFile stated = stated(timestamp, "snapshot.json");
        String name = (root.isConsistent() ? stated.version() + "." : "") + "snapshot.json";
        byte[] content = folder.read(name, TufFolder.MAX_METADATA_BYTES);
        stated.require(content);
        TufMetadata snapshot = TufMetadata.parse(name, "snapshot", content);
        root.role("snapshot").require(snapshot);
        snapshot.requireVersion(stated.version());
        past.requireNotOlder("snapshot", snapshot);
        past.requireNothingLost(snapshot);
        snapshot.requireFresh(asOf);
        return snapshot;
    }

    private static TufFile stated(TufMetadata by, String name) throws TrustException {
        JsonFields meta = by.signed().object("meta");
        TrustException.require(meta.has(name), by.name(), "it does not state " + name);
        return TufFile.meta(name, meta.object(name));
    }

    /** True where a delegated role is in the snapshot and its file, under either name, in the folder. */
    boolean has(String role, TufMetadata snapshot) throws TrustException {
        JsonFields meta = snapshot.signed().object("meta");
        return meta.has(role + ".json") && found(role, snapshot) != null;
    }

    private byte @Nullable [] found(String role, TufMetadata snapshot) throws TrustException {
        TufFile stated = stated(snapshot, role + ".json");
        byte[] versioned = folder.find(stated.version() + "." + role + ".json", TufFolder.MAX_TARGET_BYTES);
        return versioned == null ? folder.find(role + ".json", TufFolder.MAX_TARGET_BYTES) : versioned;
    }

    /** Targets metadata of a role, verified. */
    TufMetadata targets(TufRole role, TufMetadata snapshot) throws TrustException {
        TufFile stated = stated(snapshot, role.name() + ".json");
        byte[] content = found(role.name(), snapshot);
        if (content == null) {
            throw new TrustException(role.name() + ".json", "the folder does not have version " + stated.version());
        }
        stated.require(content);
        TufMetadata targets = TufMetadata.parse(role.name() + ".json", "targets", content);
        role.require(targets);
        targets.requireVersion(stated.version());
        targets.requireFresh(asOf);
        return targets;
    }

    private byte[] target(TufFile file, boolean consistent) throws TrustException {
        for (String path : file.targetPaths(consistent)) {
            byte[] content = folder.find("targets/" + path, Math.min(file.length(), TufFolder.MAX_TARGET_BYTES));
            if (content != null) {
                file.require(content);
                return content;
            }
        }
        throw new TrustException("target " + file.name(), "the folder does not have it");
    }
}
