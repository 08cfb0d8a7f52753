package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an update came to, and what the next one must not fall behind.
 *
 * @param metadata the verified documents by role: root, timestamp, snapshot, targets
 * @param targets the verified files by name
 */
public record TufState(Map<String, byte[]> metadata, Map<String, byte[]> targets) {
    /** The state before the first update. */
    public static TufState none() {
        return new TufState(Map.of(), Map.of());
    }

    static TufState of(
            TufMetadata root,
            TufMetadata timestamp,
            TufMetadata snapshot,
            TufMetadata targets,
            Map<String, byte[]> files) {
        Map<String, byte[]> metadata = new TreeMap<>();
        metadata.put("root", root.content());
        metadata.put("timestamp", timestamp.content());
        metadata.put("snapshot", snapshot.content());
        metadata.put("targets", targets.content());
        return new TufState(metadata, files);
    }

    /** The version of a role's document. */
    public long version(String role) throws TrustException {
        return parsed(role).version();
    }

    /** When a role's document expires. */
    public Instant expires(String role) throws TrustException {
        return parsed(role).expires();
    }

    private TufMetadata parsed(String role) throws TrustException {
        byte[] content = metadata.getOrDefault(role, "{}".getBytes(StandardCharsets.UTF_8));
        return TufMetadata.parse(role + ".json", role, content);
    }

    /** Without what rotated keys signed, so that a repository can recover from a fast-forward attack. */
    TufState keptUnder(TufRoot root) throws TrustException {
        if (!metadata.containsKey("root")) {
            return none();
        }
        TufRoot old = TufRoot.parse("the stored root", metadata.get("root"));
        Map<String, byte[]> kept = new TreeMap<>(metadata);
        for (String role : new String[] {"timestamp", "snapshot"}) {
            if (!old.role(role).sameKeys(root.role(role))) {
                kept.remove("timestamp");
                kept.remove("snapshot");
            }
        }
        return new TufState(kept, targets);
    }

    void requireNotOlder(String role, TufMetadata offered) throws TrustException {
        if (metadata.containsKey(role)) {
            long known = version(role);
            boolean notOlder = offered.version() >= known;
            TrustException.require(
                    notOlder,
                    offered.name(),
                    "version " + offered.version() + " is older than " + known + ", seen before");
        }
    }

    /** Demands every document of the earlier snapshot in no older version. */
    void requireNothingLost(TufMetadata snapshot) throws TrustException {
        if (!metadata.containsKey("snapshot")) {
            return;
        }
        JsonFields before = parsed("snapshot").signed().object("meta");
        JsonFields now = snapshot.signed().object("meta");
        for (String name : before.node().propertyNames()) {
            TrustException.require(now.has(name), snapshot.name(), name + " was in it before and is gone");
            long old = TufFile.meta(name, before.object(name)).version();
            long fresh = TufFile.meta(name, now.object(name)).version();
            TrustException.require(fresh >= old, snapshot.name(), "the version of " + name + " went back to " + fresh);
        }
    }
}
