package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.TrustException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a rollback that the folder itself gives away: metadata with a higher version, properly signed, beside the
 * one that is offered.
 */
record Mirror(TufFolder folder, TufRoot root) {
    private static final int VERSIONS_AHEAD = 5;

    void requireNothingNewer(String role, TufMetadata offered) throws TrustException {
        for (long version = offered.version() + 1; version <= offered.version() + VERSIONS_AHEAD; version++) {
            String name = version + "." + role + ".json";
            byte[] content = folder.find(name, TufFolder.MAX_TARGET_BYTES);
            boolean newer = content != null && isSigned(role, name, content, version);
            TrustException.require(
                    !newer, offered.name(), "version " + offered.version() + " is offered, the folder has " + name);
        }
    }

    private boolean isSigned(String role, String name, byte @Nullable [] content, long version) {
        try {
            TufMetadata metadata = TufMetadata.parse(name, role, content == null ? new byte[0] : content);
            root.role(role).require(metadata);
            return metadata.version() == version;
        } catch (TrustException e) {
            return false;
        }
    }
}
